-- The database of the training: every table that the articles query, in miniature, with made-up rows.
-- It is always 09:30 UTC on 11 March 2026 here, so that a lease that is silent today is silent tomorrow.

set timezone = 'UTC';

create schema practice;
create function practice.now() returns timestamptz language sql stable as $$ select timestamptz '2026-03-11 09:30:00+00' $$;
create function practice.pg_last_xact_replay_timestamp() returns timestamptz language sql stable
  as $$ select timestamptz '2026-03-11 09:29:52+00' $$;
set search_path = practice, pg_catalog, public;

-- Review queue

create schema review_queue;

create table review_queue.queues (queue_id text primary key, state text not null, policy_area text not null);
insert into review_queue.queues values
  ('q-scams-en', 'open', 'scams'),
  ('q-scams-de', 'open', 'scams'),
  ('q-spam-en', 'open', 'spam'),
  ('q-spam-pt', 'paused', 'spam'),
  ('q-ads-en', 'open', 'ads'),
  ('q-ads-id', 'draining', 'ads'),
  ('q-bullying-en', 'open', 'bullying'),
  ('q-urgent-en', 'open', 'urgent');

create table review_queue.memberships (
  queue_id text not null references review_queue.queues,
  reviewer_id text not null,
  role text not null,
  paused_until timestamptz,
  languages text[] not null,
  primary key (queue_id, reviewer_id)
);
insert into review_queue.memberships values
  ('q-scams-en', 'rv-2041', 'reviewer', null, '{en}'),
  ('q-scams-en', 'rv-2057', 'reviewer', null, '{en,de}'),
  ('q-scams-en', 'rv-2088', 'reviewer', null, '{en}'),
  ('q-scams-en', 'rv-2103', 'reviewer', '2026-03-20 00:00', '{en}'),
  ('q-scams-en', 'rv-2119', 'reviewer', '2026-03-02 00:00', '{en,pt}'),
  ('q-scams-en', 'rv-2134', 'reviewer', null, '{en}'),
  ('q-scams-en', 'rv-2150', 'reviewer', null, '{en}'),
  ('q-scams-en', 'rv-2166', 'reviewer', null, '{en,id}'),
  ('q-scams-en', 'rv-2172', 'lead', null, '{en}'),
  ('q-scams-en', 'rv-3344', 'reviewer', null, '{en}'),
  ('q-scams-en', 'rv-5521', 'reviewer', null, '{pt}'),
  ('q-scams-de', 'rv-2057', 'reviewer', null, '{de}'),
  ('q-scams-de', 'rv-2203', 'reviewer', null, '{de}'),
  ('q-spam-en', 'rv-2041', 'reviewer', null, '{en}'),
  ('q-spam-en', 'rv-2134', 'reviewer', null, '{en}'),
  ('q-spam-pt', 'rv-2119', 'reviewer', null, '{pt}'),
  ('q-urgent-en', 'rv-5521', 'reviewer', null, '{en}'),
  ('q-urgent-en', 'rv-7710', 'reviewer', null, '{en}');

create table review_queue.certifications (
  reviewer_id text not null,
  policy_area text not null,
  valid_until timestamptz,
  primary key (reviewer_id, policy_area)
);
insert into review_queue.certifications values
  ('rv-2041', 'scams', '2026-09-30 00:00'),
  ('rv-2041', 'spam', '2026-01-31 00:00'),
  ('rv-2057', 'scams', '2026-02-28 00:00'),
  ('rv-2057', 'spam', '2026-12-31 00:00'),
  ('rv-2103', 'scams', '2026-03-01 00:00'),
  ('rv-2119', 'scams', '2026-03-09 00:00'),
  ('rv-2134', 'spam', '2026-10-31 00:00'),
  ('rv-2150', 'scams', '2026-03-11 18:00'),
  ('rv-2166', 'scams', null),
  ('rv-2172', 'scams', '2026-12-31 00:00'),
  ('rv-2203', 'scams', '2026-02-15 00:00'),
  ('rv-3344', 'scams', '2026-08-31 00:00'),
  ('rv-5521', 'scams', '2026-07-31 00:00'),
  ('rv-5521', 'urgent', '2026-07-31 00:00'),
  ('rv-7710', 'urgent', '2026-07-31 00:00');

create table review_queue.training_records (
  reviewer_id text not null,
  policy_area text not null,
  passed_at timestamptz not null,
  valid_until timestamptz not null,
  primary key (reviewer_id, policy_area, passed_at)
);
insert into review_queue.training_records values
  ('rv-2057', 'scams', '2026-03-11 07:15', '2027-03-11 00:00'),
  ('rv-2119', 'scams', '2026-03-08 10:00', '2027-03-08 00:00'),
  ('rv-2041', 'spam', '2025-01-31 08:00', '2026-01-31 00:00');

create table review_queue.exposure (
  reviewer_id text not null,
  counted integer not null,
  limit_items integer not null,
  window_end timestamptz not null
);
insert into review_queue.exposure values
  ('rv-2041', 61, 120, '2026-03-11 16:00'),
  ('rv-2041', 120, 120, '2026-03-10 16:00'),
  ('rv-2057', 118, 120, '2026-03-11 16:00'),
  ('rv-2088', 120, 120, '2026-03-11 14:00'),
  ('rv-2172', 40, 200, '2026-03-11 16:00'),
  ('rv-3344', 80, 120, '2026-03-11 16:00'),
  ('rv-5521', 33, 120, '2026-03-11 18:00'),
  ('rv-7710', 90, 90, '2026-03-11 09:00');

create table review_queue.items (
  item_id bigint primary key,
  queue_id text not null references review_queue.queues,
  language text not null,
  state text not null,
  enforcement_state text,
  state_changed_at timestamptz
);
insert into review_queue.items values
  ('7301184402917730117', 'q-urgent-en', 'en', 'leased', null, null),
  ('7301184402917730122', 'q-scams-en', 'en', 'leased', null, '2026-03-11 06:10'),
  ('7301184402917730131', 'q-scams-en', 'en', 'leased', null, null),
  ('7301184402917730140', 'q-urgent-en', 'en', 'leased', null, null),
  ('7301184402917730145', 'q-scams-de', 'de', 'leased', null, '2026-03-11 08:05'),
  ('7301184402917730152', 'q-scams-en', 'en', 'leased', null, null),
  ('7301184402917730163', 'q-scams-en', 'en', 'leased', null, null),
  ('7301184402917730201', 'q-scams-en', 'en', 'waiting', 'visible', '2026-03-11 05:55'),
  ('7301184402917730202', 'q-scams-en', 'en', 'waiting', 'visible', null),
  ('7301184402917730203', 'q-scams-en', 'en', 'decided', 'visible', '2026-03-11 08:31'),
  ('7301184402917730204', 'q-scams-en', 'en', 'waiting', 'visible', '2026-03-10 22:14'),
  ('7301184402917730205', 'q-scams-de', 'de', 'waiting', 'visible', '2026-03-11 07:02'),
  ('7301184402917730206', 'q-spam-en', 'en', 'waiting', 'visible', '2026-03-11 07:40'),
  ('7301184402917730211', 'q-scams-en', 'en', 'decided', 'removed', '2026-03-11 07:41'),
  ('7301184402917730212', 'q-scams-en', 'en', 'decided', 'removed', '2026-03-11 07:41'),
  ('7301184402917730213', 'q-scams-en', 'en', 'decided', 'removed', '2026-03-11 07:42'),
  ('7301184402917730214', 'q-scams-en', 'en', 'decided', 'visible', '2026-03-11 08:50'),
  ('7301184402917730221', 'q-scams-en', 'pt', 'decided', 'visible', '2026-03-11 09:05'),
  ('7301184402917730222', 'q-spam-en', 'en', 'waiting', 'visible', null);

create table review_queue.leases (
  lease_id integer primary key,
  item_id bigint not null,
  reviewer_id text not null,
  acquired_at timestamptz not null,
  last_heartbeat_at timestamptz not null,
  expires_at timestamptz not null,
  released_at timestamptz,
  release_reason text
);
insert into review_queue.leases values
  (90052, '7301184402917730163', 'rv-3308', '2026-03-11 08:00', '2026-03-11 08:21:30', '2026-03-11 08:45', null, null),
  (90061, '7301184402917730122', 'rv-2041', '2026-03-11 08:10', '2026-03-11 08:31', '2026-03-11 08:55', null, null),
  (90074, '7301184402917730204', 'rv-2150', '2026-03-11 08:20', '2026-03-11 08:33:10', '2026-03-11 09:05', null, null),
  (90083, '7301184402917730202', 'rv-2172', '2026-03-11 08:45', '2026-03-11 09:01', '2026-03-11 09:30', null, null),
  (90086, '7301184402917730152', 'rv-2057', '2026-03-11 08:46:30', '2026-03-11 08:47', '2026-03-11 09:31:30', null, null),
  (90092, '7301184402917730163', 'rv-2041', '2026-03-11 08:50', '2026-03-11 09:00:40', '2026-03-11 09:35', '2026-03-11 09:01', 'put_back'),
  (90101, '7301184402917730205', 'rv-2203', '2026-03-11 08:55', '2026-03-11 09:04', '2026-03-11 09:40', '2026-03-11 09:04:20', 'put_back'),
  (90106, '7301184402917730122', 'rv-2041', '2026-03-11 08:58', '2026-03-11 09:20:05', '2026-03-11 09:43', null, null),
  (90117, '7301184402917730117', 'rv-5521', '2026-03-11 09:02:10', '2026-03-11 09:11:40', '2026-03-11 09:47:10', null, null),
  (90121, '7301184402917730163', 'rv-2204', '2026-03-11 09:04', '2026-03-11 09:29:35', '2026-03-11 09:49', null, null),
  (90124, '7301184402917730131', 'rv-3308', '2026-03-11 09:05', '2026-03-11 09:26:59', '2026-03-11 09:50', null, null),
  (90128, '7301184402917730221', 'rv-3310', '2026-03-11 09:06', '2026-03-11 09:27', '2026-03-11 09:51', null, null),
  (90133, '7301184402917730145', 'rv-2203', '2026-03-11 09:08', '2026-03-11 09:29:41', '2026-03-11 09:53', null, null),
  (90140, '7301184402917730140', 'rv-7710', '2026-03-11 09:10', '2026-03-11 09:29:48', '2026-03-11 09:55', null, null),
  (90141, '7301184402917730301', 'rv-3344', '2026-03-11 09:11', '2026-03-11 09:29:44', '2026-03-11 09:56', null, null),
  (90142, '7301184402917730302', 'rv-3344', '2026-03-11 09:12', '2026-03-11 09:29:44', '2026-03-11 09:57', null, null),
  (90143, '7301184402917730303', 'rv-3344', '2026-03-11 09:13', '2026-03-11 09:29:44', '2026-03-11 09:58', null, null),
  (90144, '7301184402917730304', 'rv-3344', '2026-03-11 09:14', '2026-03-11 09:29:44', '2026-03-11 09:59', null, null),
  (90145, '7301184402917730305', 'rv-3344', '2026-03-11 09:15', '2026-03-11 09:29:44', '2026-03-11 10:00', null, null),
  (90158, '7301184402917730306', 'rv-2041', '2026-03-11 09:27', '2026-03-11 09:29:59', '2026-03-11 10:12', null, null);

create table review_queue.client_events (
  reviewer_id text not null,
  event text not null,
  occurred_at timestamptz not null,
  item_id bigint,
  client_version text not null,
  detail jsonb
);
insert into review_queue.client_events values
  ('rv-2041', 'draft_write_failed', '2026-03-11 09:12', '7301184402917730122', '7.6.0', '{"store_bytes": 5210334, "draft_count": 118}'),
  ('rv-2041', 'draft_write_failed', '2026-03-11 08:59', '7301184402917730122', '7.6.0', '{"store_bytes": 5209871, "draft_count": 117}'),
  ('rv-2057', 'draft_write_failed', '2026-03-11 08:50', '7301184402917730152', '7.6.0', '{"store_bytes": 5180000, "draft_count": 12}'),
  ('rv-2057', 'draft_write_failed', '2026-03-11 07:00', '7301184402917730201', '7.6.0', '{"store_bytes": 5190412, "draft_count": 97}'),
  ('rv-2088', 'draft_write_failed', '2026-03-11 09:01', '7301184402917730202', '7.5.2', '{"store_bytes": 812000, "draft_count": 9}'),
  ('rv-2088', 'draft_write_failed', '2026-03-11 06:30', '7301184402917730204', '7.5.2', '{"store_bytes": 5230112, "draft_count": 131}'),
  ('rv-2119', 'draft_write_failed', '2026-03-11 05:20', '7301184402917730206', '7.5.1', '{"store_bytes": 10400000, "draft_count": 210}'),
  ('rv-3308', 'draft_write_failed', '2026-03-10 09:10', '7301184402917730131', '7.6.0', '{"store_bytes": 5302240, "draft_count": 140}'),
  ('rv-3310', 'draft_write_failed', '2026-03-10 11:00', '7301184402917730221', '7.6.0', '{"store_bytes": 5000001, "draft_count": 81}'),
  ('rv-3344', 'draft_write_failed', '2026-03-11 09:20', '7301184402917730301', '7.6.0', '{"store_bytes": 5000000, "draft_count": 95}'),
  ('rv-5521', 'draft_write_failed', '2026-03-11 08:00', '7301184402917730117', '7.6.0', '{"store_bytes": 5260010, "draft_count": 102}'),
  ('rv-5521', 'draft_written', '2026-03-11 08:40', '7301184402917730117', '7.6.0', '{"store_bytes": 5259800, "draft_count": 102}'),
  ('rv-7710', 'draft_write_failed', '2026-03-11 09:00', '7301184402917730140', '7.6.0', '{"store_bytes": 5400777, "draft_count": 80}'),
  ('rv-7710', 'tab_closed', '2026-03-11 09:02', null, '7.6.0', null);

-- The article asks from a day on which lies ahead of this database.
create table review_queue.decisions (
  decision_id text primary key,
  reviewer_id text not null,
  shown_item_id bigint not null,
  item_id bigint not null,
  decision text not null,
  decided_at timestamptz not null,
  client_version text not null,
  note text
);
insert into review_queue.decisions values
  ('dc-55101', 'rv-2041', '7301184402917730211', '7301184402917730211', 'remove', '2026-10-20 08:14', '7.8.0', null),
  ('dc-55102', 'rv-2041', '7301184402917730212', '7301184402917730213', 'keep', '2026-10-20 08:15', '7.8.0', null),
  ('dc-55103', 'rv-2057', '7301184402917730213', '7301184402917730214', 'remove', '2026-10-20 08:16', '7.8.0', null);

-- Bulk actions

create schema bulk_actions;

create table bulk_actions.jobs (
  job_id text primary key,
  action text not null,
  site text not null,
  requested_by text not null,
  state text not null,
  started_at timestamptz,
  ended_at timestamptz,
  retry_of text references bulk_actions.jobs
);
insert into bulk_actions.jobs values
  ('bj-3290', 'remove', 'SG', 'us-6120', 'completed', '2026-03-09 02:10', '2026-03-09 02:31', null),
  ('bj-3291', 'restore', 'DUB', 'us-6144', 'reverted', '2026-03-09 13:00', '2026-03-09 13:04', null),
  ('bj-3301', 'remove', 'SJ', 'us-6120', 'partly_completed', '2026-03-10 18:20', '2026-03-10 18:44', null),
  ('bj-3318', 'remove', 'DUB', 'us-6144', 'completed', '2026-03-11 07:40', '2026-03-11 07:52', null),
  ('bj-3319', 'remove', 'DUB', 'us-6144', 'completed', '2026-03-11 08:00', '2026-03-11 08:06', null),
  ('bj-3320', 'age_gate', 'SG', 'us-6171', 'running', '2026-03-11 09:24', null, null),
  ('bj-3321', 'remove', 'LDN', 'us-6188', 'awaiting_approval', null, null, null),
  ('bj-3325', 'restore', 'DUB', 'us-6144', 'completed', '2026-03-11 08:55', '2026-03-11 08:57', null);

create table bulk_actions.job_items (
  job_id text not null references bulk_actions.jobs,
  item_id bigint not null,
  outcome text not null,
  code text,
  applied_at timestamptz,
  after_state text,
  primary key (job_id, item_id)
);
insert into bulk_actions.job_items values
  ('bj-3290', '7301184402917730201', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730122', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730145', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730201', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730202', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730203', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730204', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730205', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730206', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3318', '7301184402917730211', 'applied', null, '2026-03-11 07:41', 'removed'),
  ('bj-3318', '7301184402917730212', 'applied', null, '2026-03-11 07:41', 'removed'),
  ('bj-3318', '7301184402917730213', 'applied', null, '2026-03-11 07:42', 'removed'),
  ('bj-3318', '7301184402917730214', 'applied', null, '2026-03-11 07:42', 'removed'),
  ('bj-3318', '7301184402917730222', 'failed', 'BA-4221', null, 'removed'),
  ('bj-3319', '7301184402917730221', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3319', '7301184402917730222', 'skipped_leased', 'BA-2306', null, 'removed'),
  ('bj-3325', '7301184402917730214', 'applied', null, '2026-03-11 08:50', 'visible');

create table bulk_actions.approver_groups (user_id text not null, site text not null, group_name text not null, added_at timestamptz not null);
insert into bulk_actions.approver_groups values
  ('us-6203', 'LDN', 'ba-approvers-ldn', '2026-03-11 08:40'),
  ('us-6203', 'SG', 'ba-approvers-sg', '2025-11-02 02:00');

create table bulk_actions.approver_cache (user_id text not null, cached_at timestamptz not null, expires_at timestamptz not null);
insert into bulk_actions.approver_cache values ('us-6203', '2026-03-11 07:05', '2026-03-11 15:05');

-- User report intake

create schema user_report_intake;

create table user_report_intake.reports (
  report_id text primary key,
  receipt_code text unique,
  reporter_hash text not null,
  item_id bigint not null,
  app text not null,
  app_version text not null,
  market text not null,
  reason_code text not null,
  priority text not null,
  state text not null,
  hold_reason text,
  reported_at timestamptz not null,
  received_at timestamptz not null,
  queue_id text,
  queue_entry_id text,
  dedupe_group_id text,
  release_batch_id text,
  redispatch_batch_id text
);
insert into user_report_intake.reports values
  ('rep-20260311000101', 'R7K2QM4D', 'h-9f01', '7301184402917730201', 'android', '14.1.9', 'SG', 'scam', 'normal', 'routed', null,
   '2026-03-11 05:50', '2026-03-11 05:50:04', 'q-scams-en', 'qe-70011', null, null, null),
  ('rep-20260311000102', 'M3XA9T2W', 'h-9f02', '7301184402917730202', 'ios', '14.2.0', 'SG', 'scam', 'normal', 'routed', null,
   '2026-03-11 06:20', '2026-03-11 06:20:03', 'q-scams-en', null, null, null, null),
  ('rep-20260311000103', 'W6PD4H8K', 'h-9f03', '7301184402917730202', 'android', '14.2.1', 'SG', 'scam', 'urgent', 'held', 'reported_in_future',
   '2026-03-11 15:02', '2026-03-11 07:02:05', null, null, null, null, null),
  ('rep-20260311000104', 'T5YB3C7N', 'h-9f04', '7301184402917730204', 'android', '14.2.1', 'SG', 'spam', 'urgent', 'held', 'reported_in_future',
   '2026-03-11 15:30', '2026-03-11 07:30:02', null, null, null, null, null),
  ('rep-20260311000105', 'K8VE2R5Z', 'h-9f05', '7301184402917730205', 'web', '2026.9', 'DE', 'spam', 'normal', 'held', 'spam_wave',
   '2026-03-11 08:01', '2026-03-11 08:01:01', null, null, null, null, null),
  ('rep-20260311000106', 'H4GJ7S9F', 'h-9f06', '7301184402917730206', 'web', '2026.9', 'BR', 'ai_fake', 'normal', 'unrouted', null,
   '2026-03-11 08:10', '2026-03-11 08:10:02', null, null, null, null, null),
  ('rep-20260311000107', 'D2NQ6U3X', 'h-9f07', '7301184402917730203', 'ios', '14.2.0', 'SG', 'scam', 'urgent', 'deduplicated', null,
   '2026-03-11 08:45', '2026-03-11 08:45:03', null, null, 'dg-4401', null, null),
  ('rep-20260311000108', 'B9ZT5L2C', 'h-9f08', '7301184402917730203', 'android', '14.2.1', 'SG', 'scam', 'normal', 'deduplicated', null,
   '2026-03-11 08:52', '2026-03-11 08:52:04', null, null, 'dg-4401', null, null),
  ('rep-20260311000109', 'V3AF8M6Y', 'h-9f09', '7301184402917730221', 'android', '14.2.1', 'SG', 'scam', 'normal', 'routed', null,
   '2026-03-11 16:40', '2026-03-11 08:40:01', 'q-scams-en', 'qe-70025', null, 'rb-118', null),
  ('rep-20260311000110', 'X7CW4K9P', 'h-9f10', '7301184402917730222', 'web', '2026.9', 'BR', 'ai_fake', 'normal', 'routed', null,
   '2026-03-10 21:00', '2026-03-10 21:00:02', 'q-scams-en', 'qe-70003', null, null, 'rd-031');

create table user_report_intake.gate_log (
  receipt_code text not null,
  at timestamptz not null,
  result text not null,
  reason text
);
insert into user_report_intake.gate_log values
  ('R7K2QM4D', '2026-03-11 05:50:04', 'accepted', null),
  ('M3XA9T2W', '2026-03-11 06:20:03', 'accepted', null),
  ('P4DR6V8T', '2026-03-11 06:41:10', 'refused', 'rate_limited'),
  ('C5JH2N7A', '2026-03-10 19:33:45', 'refused', 'malformed');

create table user_report_intake.stage_events (report_id text not null, stage text not null, at timestamptz not null, detail text);
insert into user_report_intake.stage_events values
  ('rep-20260311000101', 'gate', '2026-03-11 05:50:04', null),
  ('rep-20260311000101', 'normalise', '2026-03-11 05:50:05', null),
  ('rep-20260311000101', 'dedupe', '2026-03-11 05:50:07', 'first of its item'),
  ('rep-20260311000101', 'route', '2026-03-11 05:50:08', 'q-scams-en'),
  ('rep-20260311000101', 'deliver', '2026-03-11 05:50:20', 'qe-70011'),
  ('rep-20260311000102', 'gate', '2026-03-11 06:20:03', null),
  ('rep-20260311000102', 'normalise', '2026-03-11 06:20:04', null),
  ('rep-20260311000102', 'dedupe', '2026-03-11 06:20:05', 'first of its item'),
  ('rep-20260311000102', 'route', '2026-03-11 06:20:06', 'q-scams-en');

create table user_report_intake.routes (
  reason_code text not null, market text not null, queue_id text not null, active_from timestamptz not null, loaded_at timestamptz
);
insert into user_report_intake.routes values
  ('scam', '*', 'q-scams-en', '2025-06-01 00:00', '2026-03-10 00:05'),
  ('spam', '*', 'q-spam-en', '2025-06-01 00:00', '2026-03-10 00:05'),
  ('ai_fake', '*', 'q-scams-en', '2026-03-11 06:00', null);

create table user_report_intake.dedupe_groups (
  group_id text primary key, item_id bigint not null, cache_state text not null, merge_policy text not null,
  item_closed_at timestamptz, expires_at timestamptz not null
);
insert into user_report_intake.dedupe_groups values
  ('dg-4401', '7301184402917730203', 'open', 'join', '2026-03-11 08:31', '2026-03-12 08:31'),
  ('dg-4388', '7301184402917730203', 'evicted', 'join', null, '2026-03-09 00:00');

-- Model score viewer

create schema model_score_viewer;

create table model_score_viewer.scores (
  score_id text primary key,
  item_id bigint not null,
  model_name text not null,
  model_version text not null,
  market text not null,
  score numeric not null,
  scored_at timestamptz not null,
  trigger text not null
);
insert into model_score_viewer.scores values
  ('sc-81001', '7301184402917702204', 'spam-text', '4.1.0', 'US', 0.41, '2026-02-27 09:00:12', 'ingest'),
  ('sc-81002', '7301184402917702204', 'scam-image', '2.0.0', 'US', 0.22, '2026-02-27 09:00:13', 'ingest'),
  ('sc-81150', '7301184402917702204', 'scam-image', '2.0.0', 'US', 0.35, '2026-03-03 21:10:40', 'edit'),
  ('sc-81163', '7301184402917702204', 'spam-text', '4.2.0', 'US', 0.63, '2026-03-04 02:15:00', 'promotion'),
  ('sc-81170', '7301184402917702204', 'spam-text', '4.2.0', 'US', 0.91, '2026-03-04 06:52:30', 'edit'),
  ('sc-81192', '7301184402917702204', 'scam-image', '2.1.0', 'US', 0.37, '2026-03-05 11:00:00', 'promotion'),
  ('sc-81201', '7301184402917702204', 'ads-text', '1.9.0', 'US', 0.58, '2026-03-06 08:30:00', 'request'),
  ('sc-81240', '7301184402917702204', 'spam-text', '4.2.0', 'US', 0.88, '2026-03-09 17:45:00', 'request'),
  ('sc-81003', '7301184402917702000', 'spam-text', '4.1.0', 'US', 0.97, '2026-02-27 09:01:00', 'ingest'),
  ('sc-81164', '7301184402917702000', 'spam-text', '4.2.0', 'US', 0.95, '2026-03-04 02:15:01', 'promotion'),
  ('sc-81160', '7301184402917702511', 'scam-image', '2.0.0', 'SG', 0.71, '2026-03-03 23:00:00', 'ingest');

create table model_score_viewer.threshold_sets (
  threshold_set_id integer primary key,
  model_name text not null,
  model_version text not null,
  market text not null,
  action_threshold numeric not null,
  review_threshold numeric not null,
  effective_from timestamptz not null,
  effective_to timestamptz
);
insert into model_score_viewer.threshold_sets values
  (118, 'spam-text', '4.1.0', 'US', 0.85, 0.55, '2025-12-01 00:00', '2026-03-04 02:00'),
  (119, 'spam-text', '4.1.0', 'SG', 0.80, 0.50, '2025-12-01 00:00', '2026-03-04 02:00'),
  (121, 'spam-text', '4.2.0', 'US', 0.75, 0.50, '2026-03-04 02:00', null),
  (122, 'spam-text', '4.2.0', 'SG', 0.72, 0.48, '2026-03-04 02:00', null),
  (109, 'scam-image', '2.0.0', 'US', 0.90, 0.60, '2025-10-01 00:00', '2026-02-01 00:00'),
  (114, 'scam-image', '2.0.0', 'US', 0.88, 0.60, '2026-02-01 00:00', '2026-03-05 10:45'),
  (123, 'scam-image', '2.1.0', 'US', 0.82, 0.55, '2026-03-05 10:45', null),
  (115, 'ads-text', '1.9.0', 'US', 0.95, 0.70, '2026-02-15 00:00', null);

create table model_score_viewer.views (
  viewed_at timestamptz not null, item_id bigint not null, model_name text not null, score_id text not null,
  shown_set_id integer not null, effective_set_id integer not null, panel_state text not null
);
insert into model_score_viewer.views values
  ('2026-03-04 06:31', '7301184402917702204', 'spam-text', 'sc-81163', 118, 121, 'open'),
  ('2026-03-04 06:31', '7301184402917702204', 'scam-image', 'sc-81150', 114, 114, 'collapsed'),
  ('2026-03-09 18:02', '7301184402917702204', 'spam-text', 'sc-81240', 121, 121, 'open');

create table model_score_viewer.threshold_cache (
  node text not null, model_name text not null, cached_set_id integer, loaded_at timestamptz, cleared_for text,
  primary key (node, model_name)
);
insert into model_score_viewer.threshold_cache (node, model_name, cached_set_id, loaded_at) values
  ('msv-01', 'spam-text', 121, '2026-03-11 06:10'),
  ('msv-02', 'spam-text', 118, '2026-03-11 05:58'),
  ('msv-03', 'spam-text', 121, '2026-03-11 07:20'),
  ('msv-01', 'scam-image', 123, '2026-03-11 07:21');

create table model_score_viewer.explanations (
  explanation_id text primary key, item_id bigint not null, model_version text not null, mode text not null, state text not null,
  failure_code text, input_tokens integer, requested_at timestamptz not null
);
insert into model_score_viewer.explanations values
  ('ex-1201', '7301184402917702511', '2.0.0', 'full', 'failed', 'MS-2310', 9120, '2026-03-11 08:12'),
  ('ex-1202', '7301184402917702511', '2.0.0', 'windowed', 'ready', null, 3072, '2026-03-11 08:30');

-- Media player

create schema media_player;

create table media_player.media (
  media_id text primary key, source_ok boolean not null, source_codec text, duration_s integer not null, size_mb integer not null
);
insert into media_player.media values
  ('md-64001', true, 'h264', 48, 12),
  ('md-64002', true, 'hevc', 5460, 2210),
  ('md-64003', false, null, 0, 0);

create table media_player.transcodes (
  transcode_id text primary key, media_id text not null references media_player.media, lane text not null, profile text not null,
  state text not null, attempt integer not null, queued_at timestamptz not null, started_at timestamptz, error_code text
);
insert into media_player.transcodes values
  ('tc-9001', 'md-64001', 'short_form', 'review-2', 'done', 1, '2026-03-11 07:00', '2026-03-11 07:00:09', null),
  ('tc-9002', 'md-64002', 'long_form', 'review-2', 'failed', 1, '2026-03-11 06:20', '2026-03-11 06:21', 'MP-5130'),
  ('tc-9003', 'md-64002', 'long_form', 'review-2', 'waiting', 2, '2026-03-11 07:05', null, null);

create table media_player.renditions (
  media_id text not null references media_player.media, codec text not null, height integer not null, state text not null, ready_at timestamptz
);
insert into media_player.renditions values
  ('md-64001', 'h264', 360, 'ready', '2026-03-11 07:00:40'),
  ('md-64001', 'h264', 720, 'ready', '2026-03-11 07:01:05'),
  ('md-64002', 'h264', 360, 'pending', null);

create table media_player.viewing_defaults (user_id text primary key, blur_px integer not null, greyscale boolean not null, muted boolean not null);
insert into media_player.viewing_defaults values ('rv-2041', 12, true, true), ('rv-2057', 0, false, true);

create table media_player.sessions (
  session_id text primary key, user_id text not null, media_id text not null, opened_at timestamptz not null, player_version text not null,
  prefs_loaded_ms integer, changed_by_user boolean not null, blur_applied_px integer not null, grey_at_start boolean not null,
  muted_at_start boolean not null, error_code text, client_clock_skew_s integer not null
);
insert into media_player.sessions values
  ('ps-301', 'rv-2041', 'md-64001', '2026-03-11 08:40', '5.3.0', 2140, false, 0, false, false, null, 1),
  ('ps-302', 'rv-2041', 'md-64002', '2026-03-11 09:02', '5.3.0', null, false, 12, true, true, 'MP-4103', 412),
  ('ps-303', 'rv-2057', 'md-64003', '2026-03-11 09:11', '5.3.0', 310, true, 0, false, true, 'MP-4041', 0);

-- Annotation QA

create schema annotation_qa;

create table annotation_qa.gold_items (gold_id text primary key, project_id text not null, revision integer not null, revised_at timestamptz not null);
insert into annotation_qa.gold_items values
  ('gd-811', 'pr-208', 4, '2026-03-10 12:00'),
  ('gd-812', 'pr-208', 2, '2026-02-20 09:00');

create table annotation_qa.gold_results (
  gold_id text not null references annotation_qa.gold_items, user_id text not null, scored_rev integer not null, correct boolean not null,
  scored_at timestamptz not null
);
insert into annotation_qa.gold_results values
  ('gd-811', 'lb-3301', 3, false, '2026-03-10 15:20'),
  ('gd-811', 'lb-3302', 3, false, '2026-03-10 16:02'),
  ('gd-811', 'lb-3303', 4, true, '2026-03-11 03:10'),
  ('gd-812', 'lb-3301', 2, true, '2026-03-10 15:25');

create table annotation_qa.gate_state (project_id text not null, user_id text not null, state text not null);
insert into annotation_qa.gate_state values ('pr-208', 'lb-3301', 'paused'), ('pr-208', 'lb-3302', 'paused'), ('pr-208', 'lb-3303', 'open');

create table annotation_qa.agreement_daily (
  project_id text not null, day date not null, locale text not null, alpha numeric, percent_agreement numeric, pairs integer not null,
  distinct_labels integer not null, expected_disagreement numeric, computed_by text not null, computed_at timestamptz not null
);
insert into annotation_qa.agreement_daily values
  ('pr-208', '2026-03-08', 'pt-BR', 0, 1.00, 240, 1, 0, 'agree-2.4', '2026-03-09 01:00'),
  ('pr-208', '2026-03-09', 'pt-BR', 0.81, 0.93, 231, 3, 0.37, 'agree-2.4', '2026-03-10 01:00'),
  ('pr-208', '2026-03-09', 'de-DE', 0, 1.00, 118, 1, 0, 'agree-2.4', '2026-03-10 01:00');

-- The article asks from a day on which lies ahead of this database.
create table annotation_qa.dispute_events (
  dispute_id text not null, at timestamptz not null, actor_id text not null, action text not null, ruling text
);
insert into annotation_qa.dispute_events values
  ('ds-7102', '2026-11-10 08:00', 'qa-118', 'claimed', null),
  ('ds-7102', '2026-11-10 08:32', 'qa-118', 'claim_expired', null),
  ('ds-7102', '2026-11-10 08:40', 'qa-124', 'settled', 'upheld'),
  ('ds-7102', '2026-11-10 08:41', 'qa-118', 'settled', 'overturned');

create table annotation_qa.audit_scopes (
  scope_id text primary key, user_id text not null, project_id text not null, locale text not null, kind text not null,
  starts_at timestamptz not null, ends_at timestamptz
);
insert into annotation_qa.audit_scopes values
  ('as-410', 'qa-118', 'pr-208', 'pt-BR', 'temporary', '2026-03-01 00:00', '2026-03-31 23:59'),
  ('as-411', 'qa-118', 'pr-208', 'de-DE', 'permanent', '2025-05-01 00:00', null),
  ('as-402', 'qa-118', 'pr-190', 'de-DE', 'temporary', '2026-01-05 00:00', '2026-01-31 23:59');

-- Labelling workbench

create schema labelling;

create table labelling.users (user_id text primary key, home_tz text not null);
insert into labelling.users values ('lb-3301', 'Asia/Singapore'), ('lb-3302', 'America/Los_Angeles'), ('lb-3303', 'Europe/Dublin');

create table labelling.tasks (
  task_id text primary key, project_id text not null, state text not null, assignee_id text, schema_version integer not null,
  locale text not null, clearance text not null, pair_id text
);
insert into labelling.tasks values
  ('tk-50011', 'pr-208', 'in_progress', 'lb-3301', 6, 'pt-BR', 'standard', 'pp-901'),
  ('tk-50012', 'pr-208', 'assigned', 'lb-3301', 7, 'pt-BR', 'standard', null),
  ('tk-50013', 'pr-208', 'assigned', 'lb-3302', 7, 'pt-BR', 'standard', 'pp-901'),
  ('tk-50014', 'pr-208', 'submitted', 'lb-3303', 7, 'de-DE', 'restricted', null);

create table labelling.label_set_versions (project_id text not null, version integer not null, published_at timestamptz not null, retired_at timestamptz);
insert into labelling.label_set_versions values
  ('pr-208', 6, '2026-02-02 09:00', '2026-03-11 04:00'),
  ('pr-208', 7, '2026-03-11 04:00', null);

create table labelling.drafts (task_id text not null, user_id text not null, rev integer not null, label_count integer not null, saved_at timestamptz not null);
insert into labelling.drafts values ('tk-50011', 'lb-3301', 9, 31, '2026-03-11 03:58');

create table labelling.exposure_quotas (user_id text not null, project_id text not null, cap integer not null, used integer not null);
insert into labelling.exposure_quotas values ('lb-3301', 'pr-208', 200, 200), ('lb-3302', 'pr-208', 200, 64);

create table labelling.submissions (
  submission_id text primary key, user_id text not null, project_id text not null, task_id text not null, received_at timestamptz not null
);
insert into labelling.submissions values
  ('sb-1', 'lb-3301', 'pr-208', 'tk-50011', '2026-03-10 15:40'),
  ('sb-2', 'lb-3301', 'pr-208', 'tk-50012', '2026-03-10 16:20'),
  ('sb-3', 'lb-3302', 'pr-208', 'tk-50013', '2026-03-11 01:05'),
  ('sb-4', 'lb-3303', 'pr-208', 'tk-50014', '2026-03-11 09:05');

create table labelling.project_members (project_id text not null, user_id text not null, locale text not null, clearance text not null);
insert into labelling.project_members values
  ('pr-208', 'lb-3301', 'pt-BR', 'standard'),
  ('pr-208', 'lb-3302', 'pt-BR', 'standard'),
  ('pr-208', 'lb-3303', 'de-DE', 'restricted');

-- Policy console

create schema policy_console;

create table policy_console.versions (
  version_id text primary key, policy_key text not null, number integer not null, state text not null, effective_at timestamptz,
  published_at timestamptz
);
insert into policy_console.versions values
  ('pv-330', 'scams', 11, 'superseded', '2025-11-01 00:00', '2025-10-28 09:00'),
  ('pv-341', 'scams', 12, 'published', '2026-03-11 06:00', '2026-03-11 06:00'),
  ('pv-345', 'scams', 13, 'draft', null, null);

create table policy_console.edge_publications (
  publication_id text not null, version_id text not null, region text not null, confirmed_at timestamptz, manifest_bytes integer, last_error text
);
insert into policy_console.edge_publications values
  ('pb-77', 'pv-341', 'eu-west', '2026-03-11 06:02', 48112, null),
  ('pb-77', 'pv-341', 'us-west', '2026-03-11 06:02', 48112, null),
  ('pb-77', 'pv-341', 'ap-southeast', null, 0, 'empty manifest'),
  ('pb-79', 'pv-330', 'eu-west', '2026-03-11 08:10', 46900, null);

create table policy_console.rules (
  rule_id text primary key, rule_key text not null, version_id text not null, cloned_from_rule_id text, created_at timestamptz not null
);
insert into policy_console.rules values
  ('ru-501', 'scams.payment', 'pv-330', null, '2025-10-20 10:00'),
  ('ru-540', 'scams.payment', 'pv-341', 'ru-501', '2026-03-04 10:00');

create table policy_console.rule_markets (rule_id text not null, market text not null);
insert into policy_console.rule_markets values ('ru-501', 'DE'), ('ru-501', 'SG');

create table policy_console.draft_saves (
  save_id text primary key, version_id text not null, section_key text not null, editor_ref text not null, base_rev integer not null,
  head_rev integer not null, body_bytes integer not null, saved_at timestamptz not null
);
insert into policy_console.draft_saves values
  ('sv-1', 'pv-345', 'payment', 'ed-12', 20, 21, 5120, '2026-03-10 14:00'),
  ('sv-2', 'pv-345', 'payment', 'ed-19', 21, 22, 6044, '2026-03-10 14:20'),
  ('sv-3', 'pv-345', 'payment', 'ed-12', 20, 23, 5188, '2026-03-10 14:41');

-- Translation

create schema translation;

create table translation.engine_breakers (
  pair text not null, engine text not null, state text not null, opened_at timestamptz, last_probe_at timestamptz, last_probe_status integer
);
insert into translation.engine_breakers values
  ('th-en', 'primary', 'open', '2026-03-11 06:40', '2026-03-11 09:29', 200),
  ('de-en', 'primary', 'closed', null, null, null);

create table translation.requests (
  request_id text primary key, pair text not null, engine text not null, error_code text, requested_at timestamptz not null,
  duration_ms integer not null
);
insert into translation.requests values
  ('tr-1', 'de-en', 'primary', null, '2026-03-11 09:24', 210),
  ('tr-2', 'de-en', 'primary', 'TR-5030', '2026-03-11 09:25', 4000),
  ('tr-3', 'th-en', 'primary', 'TR-5031', '2026-03-11 09:26', 0),
  ('tr-4', 'th-en', 'fallback', null, '2026-03-11 09:26', 640);

create table translation.glossaries (glossary_id text primary key, name text not null, pair text not null, owner_group text not null, active_revision integer not null);
insert into translation.glossaries values ('gl-31', 'Scam terms', 'vi-en', 'lang-vi', 8), ('gl-32', 'Place names', 'vi-en', 'lang-vi', 3);

create table translation.glossary_terms (
  term_id text primary key, glossary_id text not null, revision integer not null, source_term text not null, target_term text not null,
  case_rule text not null, note text, imported_at timestamptz not null
);
insert into translation.glossary_terms values
  ('gt-1', 'gl-31', 8, normalize('lừa đảo', NFD), 'scam', 'any', null, '2026-03-09 08:00'),
  ('gt-2', 'gl-31', 8, normalize('đặt cọc', NFC), 'deposit', 'any', 'paid in advance', '2026-03-02 08:00'),
  ('gt-3', 'gl-31', 7, normalize('lừa đảo', NFC), 'fraud', 'any', null, '2026-01-12 08:00');

-- Appeals desk

create schema appeals_desk;

create table appeals_desk.appeals (
  appeal_id text primary key, queue_code text not null, state text not null, zone text not null, filed_at timestamptz not null,
  due_at timestamptz not null
);
insert into appeals_desk.appeals values
  ('ap-2201', 'AQ-US', 'lapsed', 'America/Los_Angeles', '2026-03-04 20:00', '2026-03-11 06:00'),
  ('ap-2202', 'AQ-US', 'decided', 'America/New_York', '2026-03-08 12:00', '2026-03-15 03:59'),
  ('ap-2203', 'AQ-EU', 'open', 'Europe/Dublin', '2026-03-09 09:00', '2026-03-16 23:59'),
  ('ap-2204', 'AQ-EU', 'open', 'Europe/Dublin', '2026-03-10 09:00', '2026-03-17 23:59');

create table appeals_desk.notices (notice_id text primary key, appeal_id text not null, state text not null);
insert into appeals_desk.notices values ('nt-91', 'ap-2201', 'queued'), ('nt-92', 'ap-2202', 'queued'), ('nt-90', 'ap-2202', 'void');

create table appeals_desk.outcomes (
  outcome_id text primary key, appeal_id text not null, verdict text not null, decided_by text not null, decided_at timestamptz not null,
  superseded_by text
);
insert into appeals_desk.outcomes values
  ('oc-1', 'ap-2202', 'upheld', 'ar-77', '2026-03-10 15:00', 'oc-2'),
  ('oc-2', 'ap-2202', 'overturned', 'ar-81', '2026-03-11 08:00', null);

create table appeals_desk.restore_orders (
  order_id text primary key, appeal_id text not null, state text not null, reason text, decision_id text not null,
  current_decision_id text not null, current_decision_source text not null, created_at timestamptz not null
);
insert into appeals_desk.restore_orders values
  ('ro-51', 'ap-2202', 'dropped', 'decision_changed', 'dc-55001', 'dc-55010', 'bulk_action', '2026-03-11 08:01'),
  ('ro-52', 'ap-2202', 'pending', null, 'dc-55010', 'dc-55010', 'bulk_action', '2026-03-11 09:00');

create table appeals_desk.claim_exclusions (appeal_id text not null, user_id text not null, reason text not null);
insert into appeals_desk.claim_exclusions values ('ap-2203', 'ar-77', 'same_team'), ('ap-2204', 'ar-77', 'same_team'), ('ap-2204', 'ar-81', 'own_decision');

-- Case manager

create schema case_manager;

create table case_manager.cases (
  case_id text primary key, owner_id text not null, state text not null, restriction text not null, sealed boolean not null,
  updated_at timestamptz not null
);
insert into case_manager.cases values
  ('cs-9001', 'us-6301', 'open', 'none', false, '2026-03-11 08:10'),
  ('cs-9002', 'us-6301', 'waiting', 'none', false, '2026-03-10 11:00'),
  ('cs-9003', 'us-6301', 'open', 'restricted', true, '2026-03-11 07:20'),
  ('cs-9004', 'us-6302', 'merged', 'restricted', false, '2026-03-11 06:30');

create table case_manager.merges (
  merge_id text primary key, merged_at timestamptz not null, surviving_case_id text not null, absorbed_case_id text not null,
  surviving_before text not null, absorbed_before text not null
);
insert into case_manager.merges values ('mg-71', '2026-03-11 06:30', 'cs-9001', 'cs-9004', 'none', 'restricted');

create table case_manager.access_log (case_id text not null, user_id text not null, action text not null, at timestamptz not null);
insert into case_manager.access_log values
  ('cs-9001', 'us-6301', 'open', '2026-03-11 06:35'),
  ('cs-9001', 'us-6310', 'open', '2026-03-11 07:02'),
  ('cs-9001', 'us-6310', 'open', '2026-03-11 07:40');

create table case_manager.merge_access_snapshot (merge_id text not null, side text not null, user_id text not null);
insert into case_manager.merge_access_snapshot values ('mg-71', 'restricted', 'us-6301'), ('mg-71', 'open', 'us-6310');

create table case_manager.reminders (reminder_id text primary key, case_id text not null, due_at timestamptz not null, done boolean not null);
insert into case_manager.reminders values ('rm-1', 'cs-9001', '2026-03-12 09:00', false), ('rm-2', 'cs-9002', '2026-03-20 09:00', false);

create table case_manager.handover_items (handover_id text not null, case_id text not null);
insert into case_manager.handover_items values ('ho-15', 'cs-9001'), ('ho-15', 'cs-9004');

-- Exports and dashboards

create schema exports;

create table exports.jobs (
  job_id text primary key, state text not null, owner_group text not null, format text not null, id_format text not null, row_count integer,
  row_estimate integer not null, started_at timestamptz not null, finished_at timestamptz, expires_at timestamptz
);
insert into exports.jobs values
  ('xj-601', 'finished', 'policy-eu', 'csv', 'number', 1204, 1200, '2026-03-11 07:00', '2026-03-11 07:01', '2026-03-18 07:01'),
  ('xj-602', 'running', 'analytics', 'csv', 'text', null, 48000000, '2026-03-11 08:10', null, null);

create table exports.dashboards (
  dashboard_id text primary key, is_shared boolean not null, owner_group text not null, boundary_kind text not null,
  boundary_value text not null, saved_at timestamptz not null
);
insert into exports.dashboards values ('db-41', true, 'leads-sj', 'offset', '-08:00', '2025-12-02 18:00');

create table exports.fact_decisions (decision_id text primary key, site text not null, decided_at timestamptz not null);
insert into exports.fact_decisions values
  ('dc-50001', 'SJ', '2026-03-10 06:20'),
  ('dc-50002', 'SJ', '2026-03-10 06:59'),
  ('dc-50003', 'SJ', '2026-03-10 07:10'),
  ('dc-50004', 'SG', '2026-03-10 06:30');

create table exports.tiles (tile_id text primary key, dashboard_id text not null, title text not null, load_name text not null);
insert into exports.tiles values ('tl-1', 'db-41', 'Decisions today', 'decisions'), ('tl-2', 'db-41', 'Reports today', 'reports');

create table exports.load_watermarks (
  load_name text primary key, watermark_at timestamptz not null, refreshed_at timestamptz not null, last_batch_rows integer not null,
  last_error text
);
insert into exports.load_watermarks values
  ('decisions', '2026-03-11 06:05', '2026-03-11 09:25', 0, null),
  ('reports', '2026-03-11 09:24', '2026-03-11 09:25', 810, null);

create table exports.source_heads (load_name text primary key, head_at timestamptz not null);
insert into exports.source_heads values ('decisions', '2026-03-11 09:24'), ('reports', '2026-03-11 09:25');

create table exports.schedules (
  schedule_id text primary key, name text not null, owner_ref text not null, owner_group text not null, data_class text not null,
  state text not null, paused_reason text, run_at_local time not null, timezone text not null, last_ok_at timestamptz
);
insert into exports.schedules values
  ('sd-12', 'Weekly appeals figures', 'pe-701', 'appeals', 'internal', 'paused', 'owner_inactive', '07:00', 'Europe/Dublin', '2026-03-02 07:00');

create table exports.grants (person_ref text not null, data_class text not null, granted_until timestamptz not null);
insert into exports.grants values ('pe-715', 'internal', '2026-12-31 00:00'), ('pe-716', 'internal', '2026-03-14 00:00');

create table exports.schedule_recipients (schedule_id text not null, recipient_ref text not null, kind text not null, is_active boolean not null, has_grant boolean not null);
insert into exports.schedule_recipients values ('sd-12', 'pe-715', 'person', true, true), ('sd-12', 'pe-698', 'person', false, true);

-- Shift scheduler

create schema scheduler;

create table scheduler.jobs (job text primary key, last_ok_at timestamptz not null);
insert into scheduler.jobs values
  ('publish', '2026-03-11 09:00'), ('calendar_push', '2026-03-11 06:15'), ('gap_watch', '2026-03-11 09:29'), ('archive', '2026-03-10 00:00');

create table scheduler.sites (site text primary key, timezone text not null);
insert into scheduler.sites values
  ('SG', 'Asia/Singapore'), ('SJ', 'America/Los_Angeles'), ('DUB', 'Europe/Dublin'), ('LDN', 'Europe/London');

create table scheduler.rosters (roster_id text primary key, state text not null);
insert into scheduler.rosters values ('rs-11', 'published'), ('rs-12', 'draft');

create table scheduler.series (series_id text primary key, cover_site text not null, zone_name text not null, local_start time not null);
insert into scheduler.series values ('se-21', 'SJ', 'Europe/Dublin', '16:00'), ('se-22', 'SG', 'Asia/Singapore', '09:00');

create table scheduler.shifts (
  shift_id text primary key, series_id text, roster_id text not null, team_key text not null, cover_site text not null,
  starts_at timestamptz not null, ends_at timestamptz not null
);
insert into scheduler.shifts values
  ('sh-801', 'se-21', 'rs-11', 'desk-tier1', 'SJ', '2026-03-13 00:00', '2026-03-13 08:00'),
  ('sh-802', 'se-22', 'rs-11', 'desk-tier1', 'SG', '2026-03-14 01:00', '2026-03-14 09:00'),
  ('sh-803', null, 'rs-12', 'desk-tier2', 'DUB', '2026-03-20 08:00', '2026-03-20 16:00');

create table scheduler.assignments (shift_id text not null, agent_id integer not null, state text not null);
insert into scheduler.assignments values
  ('sh-801', 4417, 'active'), ('sh-802', 4417, 'active'), ('sh-802', 5203, 'active'), ('sh-803', 5203, 'withdrawn');

create table scheduler.swap_requests (
  swap_id text primary key, state text not null, giver_shift_id text not null, taker_shift_id text not null, giver_lead_at timestamptz,
  taker_lead_at timestamptz
);
insert into scheduler.swap_requests values ('sw-31', 'applied', 'sh-801', 'sh-802', '2026-03-10 10:00:01', '2026-03-10 10:00:01');

-- Single sign-on

create schema sso;

create table sso.identities (
  login text primary key, person_ref text not null, status text not null, kind text not null, role_key text not null, site text not null,
  manager_login text, agency_key text, hold_reason text, ended_at timestamptz, ends_on date, directory_phone text, phone_changed_at timestamptz
);
insert into sso.identities values
  ('u-4417', 'pe-701', 'active', 'employee', 'reviewer', 'SG', 'u-1200', null, null, null, null, 'ext 0417', '2025-02-01 00:00'),
  ('u-5203', 'pe-715', 'disabled', 'contractor', 'reviewer', 'DUB', 'u-1201', 'ag-3', 'contract_end', '2026-03-10 23:00', '2026-03-10',
   'ext 0203', '2026-03-10 08:00');

create table sso.contract_feed (person_ref text not null, ends_on date, is_latest boolean not null, loaded_at timestamptz not null);
insert into sso.contract_feed values ('pe-715', '2026-03-10', false, '2026-01-05 02:00'), ('pe-715', '2026-09-30', true, '2026-03-11 02:00');

create table sso.role_bundles (role_key text not null, group_key text not null, restricted boolean not null, owner_login text);
insert into sso.role_bundles values
  ('reviewer', 'rq-reviewer', false, 'u-1200'), ('reviewer', 'media-view', false, 'u-1200'), ('policy', 'pc-editor', true, 'u-1301');

create table sso.group_members (
  login text not null, group_key text not null, source text not null, granted_at timestamptz not null, last_used_at timestamptz,
  expires_at timestamptz, removed_at timestamptz, removed_by text
);
insert into sso.group_members values
  ('u-4417', 'media-view', 'bundle', '2025-02-01 00:00', '2026-03-11 08:00', null, null, null),
  ('u-4417', 'proj-atlas', 'request', '2025-06-01 00:00', null, null, null, null),
  ('u-4417', 'rq-reviewer', 'bundle', '2025-02-01 00:00', '2026-03-11 09:00', null, null, null),
  ('u-5203', 'rq-reviewer', 'bundle', '2025-03-01 00:00', '2026-03-10 15:00', null, '2026-03-10 23:05', 'leaver_job');

create table sso.mfa_factors (
  factor_id text primary key, login text not null, kind text not null, state text not null, enrolled_region text not null, last_used_at timestamptz
);
insert into sso.mfa_factors values
  ('mf-1', 'u-4417', 'push', 'active', 'ap-southeast', '2026-03-11 00:55'), ('mf-2', 'u-4417', 'totp', 'revoked', 'ap-southeast', null);

create table sso.push_deliveries (relay_region text not null, outcome text not null, error_code text, sent_at timestamptz not null);
insert into sso.push_deliveries values
  ('ap-southeast', 'timeout', 'SSO-7203', '2026-03-11 09:20'),
  ('ap-southeast', 'timeout', 'SSO-7203', '2026-03-11 09:24'),
  ('eu-west', 'approved', null, '2026-03-11 09:25');

create table sso.sessions (login text not null, started_at timestamptz not null, groups_in_token integer not null, groups_cut integer not null);
insert into sso.sessions values ('u-4417', '2026-03-11 00:55', 150, 4), ('u-4417', '2026-03-10 00:58', 150, 3);

create table sso.sign_in_events (login text not null, site text not null, outcome text not null, error_code text, at timestamptz not null);
insert into sso.sign_in_events values
  ('u-4417', 'SG', 'failure', 'SSO-7203', '2026-03-11 09:20'),
  ('u-4420', 'SG', 'failure', 'SSO-7203', '2026-03-11 09:21'),
  ('u-5203', 'DUB', 'success', null, '2026-03-11 09:22');

-- The support desk itself

create schema support_desk;

create table support_desk.tickets (
  ticket_id text primary key, system text not null, site text not null, severity integer not null, state text not null,
  requester_id text not null, specialist_id text, error_code text, article_id text, incident_id text, first_message text not null,
  opened_at timestamptz not null, first_response_at timestamptz, promised_at timestamptz, waiting_on text, next_step text,
  closed_at timestamptz, resolution_code text, reopened_at timestamptz, csat integer, reminders_sent integer not null default 0,
  followup_due_at timestamptz
);
insert into support_desk.tickets
  (ticket_id, system, site, severity, state, requester_id, specialist_id, error_code, article_id, first_message, opened_at, first_response_at,
   promised_at, waiting_on, next_step, closed_at, resolution_code, reopened_at, csat, followup_due_at)
values
  ('SD-48201', 'review-queue', 'SG', 2, 'open', 'rv-5521', 'sp-31', 'RQ-4012', 'KI-0001', 'My own lock is on the item.', '2026-03-11 09:12',
   '2026-03-11 09:14', '2026-03-11 10:00', null, 'Release the lease.', null, null, null, null, null),
  ('SD-48202', 'review-queue', 'SG', 2, 'open', 'rv-2041', 'sp-31', 'RQ-4012', 'KI-0001', 'Padlock with my name.', '2026-03-11 09:15',
   '2026-03-11 09:20', null, null, null, null, null, null, null, null),
  ('SD-48203', 'review-queue', 'DUB', 2, 'open', 'rv-2057', null, 'RQ-4012', 'KI-0001', 'Locked after a crash.', '2026-03-11 09:18',
   null, null, null, null, null, null, null, null, null),
  ('SD-48180', 'review-queue', 'SG', 3, 'waiting', 'rv-2088', 'sp-31', 'RQ-4012', 'KI-0001', 'Item will not open.', '2026-03-11 04:10',
   '2026-03-11 04:18', '2026-03-11 12:00', 'requester', 'Ask for the browser version.', null, null, null, null, null),
  ('SD-48181', 'review-queue', 'SG', 2, 'resolved', 'rv-2103', 'sp-32', 'RQ-4012', 'KI-0001', 'Lease conflict.', '2026-03-11 05:00',
   '2026-03-11 05:03', null, 'requester', null, null, null, null, null, '2026-03-11 09:00'),
  ('SD-48120', 'bulk-actions', 'DUB', 2, 'resolved', 'us-6144', 'sp-40', 'BA-2306', 'KI-0005', 'Job is done, items are not.', '2026-03-09 08:00',
   '2026-03-09 08:09', null, 'requester', null, null, null, null, null, '2026-03-11 08:00'),
  ('SD-48011', 'review-queue', 'SG', 3, 'closed', 'rv-2119', 'sp-31', 'RQ-5070', 'KI-0003', 'Draft not saved.', '2026-03-03 02:00',
   '2026-03-03 02:05', null, null, null, '2026-03-03 06:00', 'confirmed', null, 5, null),
  ('SD-48012', 'media-player', 'SG', 1, 'closed', 'rv-2134', 'sp-32', 'MP-4103', 'SOP-0013', 'Nothing plays.', '2026-03-04 02:00',
   '2026-03-04 02:02', null, null, null, '2026-03-04 09:00', 'confirmed', '2026-03-05 02:00', 2, null);

create table support_desk.handover_tickets (handover_id text not null, ticket_id text not null, accepted_at timestamptz);
insert into support_desk.handover_tickets values ('hv-9', 'SD-48201', '2026-03-11 09:05'), ('hv-9', 'SD-48180', null);

create table support_desk.qa_reviews (review_id text primary key, seed text not null, second_reviewer_id text);
insert into support_desk.qa_reviews values ('qr-1', '2026-W10', 'sp-50'), ('qr-2', '2026-W10', null);
