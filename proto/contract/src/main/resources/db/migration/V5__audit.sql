-- The audit trail: who did what, when, from where and in which role. Entries are only ever appended, by audit.append.
-- The entries of a tenant form a chain: each holds the hash of the one before it, so that a changed, missing or moved
-- entry is found. docs/security/audit.md states the bytes that are hashed.

create schema audit;
comment on schema audit is 'Who did what; append-only';

create table audit.entry (
  tenant   text not null,
  sequence bigint not null check (sequence >= 1),
  at       timestamptz not null,
  service  text not null,
  actor    text not null,
  roles    text not null,
  address  text not null,
  action   text not null check (action in ('CREATE', 'READ', 'UPDATE', 'DELETE', 'EXECUTE')),
  call     text not null,
  subject  text not null,
  hash     bytea not null check (length(hash) = 32),
  primary key (tenant, sequence)
);
comment on table audit.entry is 'writer: audit.append. One call of a person or a service, recorded before it takes effect';
comment on column audit.entry.actor is 'The name in the access token, or the local user';
comment on column audit.entry.roles is 'The caller''s roles, sorted, separated by commas';
comment on column audit.entry.address is 'Network address of the caller; of the proxy, if there is one';
comment on column audit.entry.call is 'gRPC method or REST resource';
comment on column audit.entry.subject is 'Study key, identifier of a clip or task, or name of a tenant; empty if there is none';
comment on column audit.entry.hash is 'SHA-256 of the hash before it and of the other columns';

create table audit.head (
  tenant   text primary key,
  sequence bigint not null,
  hash     bytea not null
);
comment on table audit.head is 'writer: audit.append. The last entry of each tenant''s chain';

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
create policy tenant on audit.entry using (tenant = current_setting('echomotion.tenant', true));
alter table audit.head enable row level security;
alter table audit.head force row level security;
create policy tenant on audit.head using (tenant = current_setting('echomotion.tenant', true));

create function audit.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is append-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on audit.entry for each row execute function audit.refuse();
create trigger never_emptied before truncate on audit.entry for each statement execute function audit.refuse();
create trigger never_deleted before delete on audit.head for each row execute function audit.refuse();
create trigger never_emptied before truncate on audit.head for each statement execute function audit.refuse();

-- Each field is preceded by its length in bytes, so that no two entries have the same text.
create function audit.field(value text) returns text immutable language sql as $$
  select octet_length(convert_to(value, 'UTF8')) || ':' || value
$$;

-- Appends an entry for the tenant and the actor that the session states. Writers of one tenant wait for each other.
create function audit.append(service text, roles text, address text, action text, call text, subject text)
  returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_tenant constant text := current_setting('echomotion.tenant');
  of_actor constant text := current_setting('echomotion.actor');
  now constant timestamptz := date_trunc('microseconds', clock_timestamp());
  last audit.head;
  next_hash bytea;
begin
  if of_tenant = '' or of_actor = '' then
    raise exception 'Tenant and actor must be known.';
  end if;
  if not pg_has_role(session_user, 'echomotion_' || service, 'member') then
    raise exception 'A service can record its own calls only.' using errcode = 'insufficient_privilege';
  end if;
  insert into audit.head (tenant, sequence, hash) values (of_tenant, 0, decode(repeat('00', 32), 'hex'))
    on conflict (tenant) do nothing;
  select * into strict last from audit.head where tenant = of_tenant for update;
  next_hash := sha256(last.hash || convert_to(
    audit.field(of_tenant) || audit.field((last.sequence + 1)::text)
      || audit.field(to_char(now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) || audit.field(service)
      || audit.field(of_actor) || audit.field(roles) || audit.field(address) || audit.field(action)
      || audit.field(call) || audit.field(subject),
    'UTF8'));
  insert into audit.entry
    values (of_tenant, last.sequence + 1, now, service, of_actor, roles, address, action, call, subject, next_hash);
  update audit.head set sequence = last.sequence + 1, hash = next_hash where tenant = of_tenant;
  return last.sequence + 1;
end $$;
revoke all on function audit.append from public;

grant usage on schema audit to echomotion_ingest, echomotion_segmentation, echomotion_ef, echomotion_xai,
  echomotion_active_learning;
grant execute on function audit.append to echomotion_ingest, echomotion_segmentation, echomotion_ef, echomotion_xai,
  echomotion_active_learning;
grant select on audit.entry, audit.head to echomotion_ingest;
