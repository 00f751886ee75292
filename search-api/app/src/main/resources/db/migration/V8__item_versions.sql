-- Every version of a service item that was proposed here, and those that it replaced. What is in force lies as a file in the items' folder.
create table item_version (
    id          bigint generated always as identity primary key,
    code        varchar(64) not null,
    -- Given at the approval.
    version     integer,
    yaml        text not null,
    -- proposed, approved, refused, superseded, rolled_back
    state       varchar(16) not null,
    editor      varchar(64) not null,
    proposed_at timestamp with time zone not null,
    reviewer    varchar(64),
    decided_at  timestamp with time zone,
    -- Why it was refused, in the reviewer's words.
    note        varchar(500)
);

create index item_version_by_code on item_version (code, id);
