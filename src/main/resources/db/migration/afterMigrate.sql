-- The application's role reads and writes rows; it makes and changes no tables.
GRANT USAGE ON SCHEMA public TO ${application-role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${application-role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_account, ledger_transfer, ledger_entry, ledger_closing
    FROM ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON meal_redemption, kitchen_sheet FROM ${application-role};
REVOKE UPDATE, TRUNCATE ON lunch_answer FROM ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, job_event FROM ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON incident, pick_up_attempt FROM ${application-role};
REVOKE DELETE, TRUNCATE ON pass_use FROM ${application-role};
REVOKE UPDATE, DELETE, TRUNCATE ON part_movement FROM ${application-role};
REVOKE ALL ON flyway_schema_history FROM ${application-role};
