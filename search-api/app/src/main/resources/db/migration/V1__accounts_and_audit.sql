create table account (
    name                     varchar(64) primary key,
    password_hash            varchar(255) not null,
    password_change_required boolean not null,
    -- Grows with every new password: sessions that began under an older one end.
    credentials_version      integer not null,
    failed_sign_ins          integer not null,
    locked_until             timestamp with time zone
);

-- Written once, never changed: the application has no statement that updates or deletes a row.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamp with time zone not null,
    account varchar(64) not null,
    action  varchar(64) not null,
    call_id varchar(64),
    purpose varchar(500)
);

create index audit_by_call on audit (call_id, at);
