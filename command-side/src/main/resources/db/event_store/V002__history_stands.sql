-- Whoever asks, the owner as well: no event is changed or removed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'event store: % on % was refused; history is only added to',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$body$;

CREATE TRIGGER history_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON domain_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
