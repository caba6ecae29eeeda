-- Nearly none follows another: those that do not need no place in this index, which each of their changes wrote anew.
ALTER TABLE delivery DROP CONSTRAINT delivery_instead_of_key;
CREATE UNIQUE INDEX delivery_instead_of ON delivery (instead_of) WHERE instead_of IS NOT NULL;
