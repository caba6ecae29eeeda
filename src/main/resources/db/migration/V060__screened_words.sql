-- Words wait for WeChat as photos do. verdict: what WeChat thought of it, null while it has not said, or was not asked.
ALTER TABLE screening ADD COLUMN verdict text CHECK (verdict IN ('PASS', 'REVIEW', 'RISKY'));
CREATE INDEX screening_by_subject ON screening (subject_id, source);
CREATE INDEX screening_by_photo ON screening (photo_id) WHERE photo_id IS NOT NULL;
