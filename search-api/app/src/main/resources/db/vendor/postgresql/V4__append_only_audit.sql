create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_append_only before update or delete on audit
    for each row execute function refuse_change_of_audit();

create trigger audit_is_never_emptied before truncate on audit
    for each statement execute function refuse_change_of_audit();
