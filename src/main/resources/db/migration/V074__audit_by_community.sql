-- Admins look through the audit of their community, the newest first.
CREATE INDEX audit_entry_by_community ON audit_entry (community_id, id);
