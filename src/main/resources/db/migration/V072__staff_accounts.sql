-- Names and passwords of staff, for the console. password: a hash, sealed; with password_until it is a one-time password
-- that somebody gave them. second_factor: the secret of their authenticator, sealed; null until it is set up. last_step:
-- the last time step whose code was used, so that none works twice. first: made of the configured first admin.
CREATE TABLE staff_account (
    person_id        uuid PRIMARY KEY REFERENCES person,
    name             text        NOT NULL UNIQUE,
    password         bytea       NOT NULL,
    password_until   timestamptz,
    second_factor    bytea,
    second_factor_at timestamptz,
    last_step        bigint      NOT NULL DEFAULT 0,
    first            boolean     NOT NULL DEFAULT false,
    made_at          timestamptz NOT NULL,
    signed_in_at     timestamptz
);

-- What is left of them, as keyed hashes; one that was used is gone.
CREATE TABLE recovery_code (
    person_id uuid NOT NULL REFERENCES staff_account ON DELETE CASCADE,
    code      text NOT NULL,
    PRIMARY KEY (person_id, code)
);

-- Tries since the last success, by the keyed hash of the name that was typed, whether or not somebody has it.
CREATE TABLE sign_in_try (
    name          text PRIMARY KEY,
    tries         int         NOT NULL,
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);

-- The password was right, the second factor is still to come. secret: of the factor that is being set up, sealed.
CREATE TABLE sign_in_challenge (
    token_hash text PRIMARY KEY,
    person_id  uuid        NOT NULL REFERENCES staff_account ON DELETE CASCADE,
    secret     bytea,
    tries      int         NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL
);

-- Codes that browsers show and staff confirm in the app. code_hash: of what is scanned; secret_hash: of what only the
-- browser knows that shows it.
CREATE TABLE scan_code (
    code_hash    text PRIMARY KEY,
    secret_hash  text        NOT NULL UNIQUE,
    browser      text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    confirmed_by uuid REFERENCES person
);
