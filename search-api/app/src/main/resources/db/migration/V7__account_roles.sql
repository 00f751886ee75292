-- What an account may do; those that were there before are the administrators'.
alter table account add column account_role varchar(32) default 'administrator' not null;
