-- Calls that began at the front desk, with the citizen's consents as they are now.
create table live_call (
    call_id     char(26) primary key,
    started_at  timestamp with time zone not null,
    may_answer  boolean not null,
    may_record  boolean not null,
    may_analyse boolean not null,
    ended_at    timestamp with time zone
);
