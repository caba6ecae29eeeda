-- A pass has one code to print, made when it is asked for first.
CREATE UNIQUE INDEX scene_by_target ON scene (target_id) WHERE NOT reusable;
