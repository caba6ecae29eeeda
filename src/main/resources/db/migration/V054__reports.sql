-- Reports read bookings by their time. A block range index costs a booking nothing.
CREATE INDEX booking_in_time ON booking USING brin (starts_at timestamptz_minmax_multi_ops);
