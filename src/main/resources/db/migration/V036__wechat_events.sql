-- Which of WeChat's events were taken: it tells them again until it hears an answer.
CREATE TABLE wechat_event (
    id   text PRIMARY KEY,
    kind text        NOT NULL,
    at   timestamptz NOT NULL
);
CREATE INDEX wechat_event_by_time ON wechat_event (at);
