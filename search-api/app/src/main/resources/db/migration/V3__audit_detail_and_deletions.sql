-- What was done beyond the action's name, e.g. how many files went; never a citizen's words.
alter table audit add column detail varchar(500);

create index audit_by_time on audit (at, id);

-- Null until the ciphertext is known to be gone too.
alter table recording_key add column files_deleted_at timestamp with time zone;

-- A call that was deleted stays deleted, whatever is replayed and into whichever month's index.
create table deleted_call (
    call_id    varchar(64) primary key,
    deleted_at timestamp with time zone not null
);
