create table recording_key (
    call_id    varchar(64) primary key,
    version    integer not null,
    -- AES-256-GCM by the master key, Base64; null when deleted: then nobody can hear the call again.
    wrapped    varchar(200),
    created_at timestamp with time zone not null,
    deleted_at timestamp with time zone
);

create table listening (
    id         varchar(64) primary key,
    account    varchar(64) not null,
    call_id    varchar(64) not null,
    expires_at timestamp with time zone not null
);

create table demo (
    total integer not null
);
