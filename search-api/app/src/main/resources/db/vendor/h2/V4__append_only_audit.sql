-- The class stays where it is: the database finds it by this name.
create trigger audit_is_append_only before update, delete on audit for each row
    call 'org.wenzheng.search.app.audit.AppendOnlyTrigger';

-- TRUNCATE fires no trigger in H2, and is refused for a table that another one refers to.
create table audit_kept (
    audit_id bigint references audit (id)
);
