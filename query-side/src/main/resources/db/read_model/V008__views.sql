-- Views of an archive beside its folders. The code knows which there are.
ALTER TABLE inventory DROP CONSTRAINT inventory_view_check;
ALTER TABLE inventory ADD CONSTRAINT inventory_view_check CHECK (view ~ '^[A-Z][A-Z0-9_]*$');
