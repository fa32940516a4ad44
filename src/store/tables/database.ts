// Written by tools/generate.ts from the migrations; do not edit.
import type { ColumnType, Generated } from 'kysely';
import type { AlertSchedule } from '#domain/alert/saved-search.ts';
import type { Selector } from '#domain/agreement/agreement.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { Restriction } from '#domain/agreement/restrictions/restriction.ts';
import type { PersonProof } from '#domain/agreement/signing/person-evidence.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { WordsByLanguage } from '#domain/item/topic-release.ts';
import type { PartnerKey, PublicJwk } from '#domain/newsroom/agency.ts';
import type { StoryPage, Tombstone } from '#domain/publication/story-page.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { ArchivedCopy } from '#ports/destination-store.ts';

/** Every table and its row, as the store reads and writes them. JSON goes in as text. */
export type Database = {
  activity: {
    number: Generated<number>;
    agency_id: string;
    at: Instant;
    person_id: string | null;
    what: string;
    subject: string;
    facts: ColumnType<Json, string | undefined, string>;
  };
  agency: {
    id: string;
    slug: string;
    did: string;
    name: ColumnType<Trilingual, string, string>;
    ownership: string;
    languages: string[];
    territory: string;
    time_zone: string;
    place: ColumnType<Trilingual, string, string>;
    created_at: Instant;
  };
  agency_key: {
    agency_id: string;
    kid: string;
    role: string;
    public_jwk: ColumnType<PublicJwk, string, string>;
    thumbprint: string;
    sealed_private_key: string;
    created_at: Instant;
    revoked_at: Instant | null;
  };
  agreement: {
    agency_id: string;
    uid: string;
    version: number;
    digest: string;
    document: ColumnType<Json, string, string>;
    canonical: string;
    origin: string;
    created_at: Instant;
    updated_at: Instant;
    base: string | null;
    answers: ColumnType<Json | null, string | null | undefined, string | null>;
  };
  agreement_comment: {
    number: Generated<number>;
    agency_id: string;
    id: string;
    digest: string;
    clause: string | null;
    by_did: string;
    author_name: string;
    author_role: string;
    person_id: string | null;
    language: string;
    text: string;
    at: Instant;
  };
  agreement_event: {
    number: Generated<number>;
    agency_id: string;
    digest: string;
    kind: string;
    by_did: string;
    at: Instant;
    effective_at: Instant;
    reason: Generated<string>;
    clause: string | null;
    rules: ColumnType<Json | null, string | null | undefined, string | null>;
  };
  agreement_move: {
    number: Generated<number>;
    agency_id: string;
    digest: string;
    kind: string;
    by_did: string;
    at: Instant;
    base: string | null;
    expires_at: Instant | null;
  };
  agreement_paper: {
    agency_id: string;
    digest: string;
    name: string;
    media_type: string;
    size_bytes: number;
    person_id: string | null;
    stored_at: Instant;
  };
  agreement_person: {
    number: Generated<number>;
    agency_id: string;
    digest: string;
    side_did: string;
    role: string;
    name: string;
    proof: ColumnType<PersonProof, string, string>;
    person_id: string | null;
    sent_by: string | null;
    at: Instant;
  };
  agreement_signature: {
    agency_id: string;
    digest: string;
    signer_did: string;
    kid: string;
    protected: string;
    signature: string;
    person_id: string | null;
    signed_at: Instant;
  };
  agreement_waiting: {
    number: Generated<number>;
    agency_id: string;
    digest: string;
    by_did: string;
    ch: string;
    epoch: number;
    seq: number;
  };
  alert_attempt: {
    number: Generated<number>;
    agency_id: string;
    post_id: string;
    at: Instant;
    outcome: string;
    status: number | null;
    answer: string;
  };
  alert_post: {
    id: string;
    agency_id: string;
    person_id: string | null;
    destination_id: string | null;
    made_at: Instant;
    next_at: Instant;
    attempts: Generated<number>;
    done_at: Instant | null;
  };
  alert_setting: {
    agency_id: string;
    person_id: string;
    time_zone: string;
    quiet_from: string | null;
    quiet_until: string | null;
    taken_by_mail: boolean;
  };
  api_key: {
    id: string;
    agency_id: string;
    name: string;
    scopes: string[];
    secret_hash: string;
    made_by: string;
    made_at: Instant;
    expires_at: Instant;
    revoked_at: Instant | null;
    revoked_by: string | null;
    used_on: string | null;
  };
  blob: {
    agency_id: string;
    digest: string;
    media_type: string;
    size_bytes: number;
    stored_at: Instant;
  };
  blob_given: {
    agency_id: string;
    partner_did: string;
    digest: string;
    given_at: Instant;
  };
  channel: {
    agency_id: string;
    ch: string;
    direction: string;
    partner_did: string;
    epoch: number;
    seq: number;
    hash: string | null;
    state: string;
    partner_seq: Generated<number>;
    head_seq: Generated<number>;
    head_seen_at: Instant | null;
    previous_epochs: ColumnType<Json, string | undefined, string>;
    evidence: ColumnType<Json | null, string | null | undefined, string | null>;
    last_error: string | null;
  };
  channel_blob: {
    agency_id: string;
    ch: string;
    digest: string;
    item_id: string | null;
  };
  common_lexeme: {
    agency_id: string;
    lexeme: string;
    share: number;
  };
  decision_input: {
    agency_id: string;
    digest: string;
    content: string;
  };
  decision_record: {
    id: string;
    agency_id: string;
    at: Instant;
    actor_did: string;
    action: string;
    item_id: string;
    version: number;
    permitted: boolean;
    agreement_digest: string | null;
    inputs_digest: string;
    decision: ColumnType<Json, string, string>;
  };
  delivery: {
    id: string;
    agency_id: string;
    placement_id: string;
    at: Instant;
    deed: string;
    outcome: string;
    status: number | null;
    answer: string;
    duration_ms: number;
  };
  destination: {
    id: string;
    agency_id: string;
    name: string;
    kind: string;
    place: string;
    settings: ColumnType<Json, string | undefined, string>;
    sealed_secret: string | null;
    state: string;
    added_at: Instant;
  };
  dialect_version: {
    agency_id: string;
    dialect_id: string;
    version: number;
    content: ColumnType<Json, string, string>;
    state: string;
    person_id: string;
    kept_at: Instant;
  };
  drill: {
    id: string;
    agency_id: string;
    person_id: string | null;
    started_at: Instant;
  };
  drill_reach: {
    drill_id: string;
    agency_id: string;
    partner_did: string;
    ch: string;
    entry_id: string;
    state: string;
    due_at: Instant | null;
    written_at: Instant;
    fetched_at: Instant | null;
    received_at: Instant | null;
    seen_at: Instant | null;
    applied_at: Instant | null;
    refusal_reason: string | null;
  };
  entry: {
    agency_id: string;
    ch: string;
    epoch: number;
    seq: number;
    id: string;
    hash: string;
    jws: string;
    type: string;
    subject: string | null;
    object_digest: string | null;
    stored_at: Instant;
  };
  fulfilment: {
    number: Generated<number>;
    agency_id: string;
    id: string;
    name: string;
    agreement: string;
    commitment: string;
    recorded_by: string;
    counterpart: string;
    count: number;
    done_on: string;
    note: string;
    recorded_at: Instant;
    person_id: string | null;
  };
  fulfilment_word: {
    number: Generated<number>;
    agency_id: string;
    fulfilment_id: string;
    kind: string;
    reason: string;
    at: Instant;
    person_id: string | null;
  };
  held_entry: {
    number: Generated<number>;
    agency_id: string;
    ch: string;
    draft: string;
    recalls: string[];
    held_at: Instant;
  };
  item: {
    id: string;
    agency_id: string;
    guid: string;
    provider_did: string;
    origin: string;
    news_type: string;
    language: string;
    state: string;
    latest_version: number;
    latest_is_correction: Generated<boolean>;
    embargo_end_at: Instant | null;
    topics: string[];
    headline: string;
    summary: string;
    thumbnail_digest: string | null;
    last_block_number: number;
    arrived_at: Instant;
    updated_at: Instant;
  };
  item_change: {
    number: Generated<number>;
    agency_id: string;
    item_id: string;
    version: number;
    what: string;
    at: Instant;
  };
  item_hold: {
    agency_id: string;
    provider_did: string;
    guid: string;
    held_at: Instant;
  };
  item_restriction: {
    number: Generated<number>;
    agency_id: string;
    item_id: string;
    version: number;
    text: string;
    terms: ColumnType<readonly Restriction[], string, string>;
    person_id: string;
    at: Instant;
  };
  item_search: {
    item_id: string;
    agency_id: string;
    analyzer_version: number;
    products: number[];
    lexemes: string;
    updated_at: Instant;
    traits: string[];
  };
  item_version: {
    agency_id: string;
    item_id: string;
    version: number;
    digest: string;
    content: ColumnType<ItemVersion, string, string>;
    dropped: ColumnType<readonly Dropped[], string | undefined, string>;
    is_correction: Generated<boolean>;
    note: string | null;
    source_id: string | null;
    admitted_at: Instant;
    dialect: string | null;
    dialect_version: number | null;
  };
  kept_answers: {
    agency_id: string;
    about: string;
    base: string;
    revision: number;
    answers: ColumnType<Json, string, string>;
    person_id: string;
    kept_at: Instant;
  };
  log_checkpoint: {
    agency_id: string;
    size: number;
    note: string;
    signed_at: Instant;
  };
  log_conflict: {
    number: Generated<number>;
    agency_id: string;
    origin: string;
    earlier: string;
    later: string;
    found_at: Instant;
    offered: string | null;
  };
  log_cosignature: {
    agency_id: string;
    size: number;
    partner_did: string;
    line: string;
    cosigned_at: Instant;
  };
  log_entry: {
    agency_id: string;
    index: number;
    leaf_number: number;
  };
  log_hash: {
    agency_id: string;
    level: unknown;
    index: number;
    hash: Uint8Array;
  };
  log_leaf: {
    number: Generated<number>;
    agency_id: string;
    kind: string;
    subject_hash: string;
    reason_class: string | null;
    occurred_at: Instant;
    leaf: string;
  };
  log_opening: {
    number: Generated<number>;
    agency_id: string;
    kind: string;
    subject: string;
    subject_hash: string;
    about: string | null;
    statement: string;
    made_at: Instant;
  };
  log_partner: {
    agency_id: string;
    partner_did: string;
    log_vkey: string;
    witness_vkey: string;
    pinned_at: Instant;
    number: Generated<number>;
  };
  machine_text: {
    item_id: string;
    language: string;
    agency_id: string;
    version: number;
    engine: string;
    lexemes: string | null;
    asked_at: Instant;
  };
  media_topic: {
    code: string;
    names: ColumnType<WordsByLanguage, string, string>;
    definitions: ColumnType<WordsByLanguage, string, string>;
    broader: string[];
    replaced_by: string[];
    matches: string[];
    above: string[];
    retired_at: Instant | null;
    released_at: Instant;
  };
  media_topic_name: {
    code: string;
    names: ColumnType<WordsByLanguage, string, string>;
    released_at: Instant;
  };
  membership: {
    agency_id: string;
    person_id: string;
    roles: string[];
    joined_at: Instant;
    closed_at: Instant | null;
  };
  memory_link: {
    agency_id: string;
    piece_id: number;
    term: string;
    language: string;
    text: string;
  };
  memory_piece: {
    id: Generated<number>;
    agency_id: string;
    translation_id: string;
    languages: string;
    left_keys: string[];
    left_texts: string[];
    right_keys: string[];
    right_texts: string[];
    linked_of: Generated<number>;
  };
  memory_text: {
    translation_id: string;
    agency_id: string;
    item_id: string;
    revision: number;
    kept: boolean;
    asked_at: Instant;
  };
  mention: {
    id: string;
    agency_id: string;
    person_id: string | null;
    destination_id: string | null;
    item_id: string;
    version: number;
    word: string;
    turn: number;
    taken: boolean;
    because: string[];
    found_at: Instant;
    due_at: Instant;
    mail_at: Instant | null;
    told_at: Instant | null;
    read_at: Instant | null;
    post_id: string | null;
  };
  node_setting: {
    name: string;
    value: ColumnType<Json, string, string>;
  };
  notice: {
    id: string;
    agency_id: string;
    partner_did: string;
    guid: string;
    item_id: string | null;
    kind: string;
    version: number;
    reason_class: string;
    public_reason: string;
    ch: string;
    epoch: number;
    seq: number;
    entry_hash: string;
    automatic: boolean;
    received_at: Instant;
    due_at: Instant | null;
    state: string;
    answered_at: Instant | null;
    refusal_reason: string | null;
    receipt_sent: Generated<boolean>;
    seen_at: Instant | null;
    escalations: Generated<number>;
    escalated_at: Instant | null;
  };
  object: {
    agency_id: string;
    digest: string;
    media_type: string;
    size_bytes: number;
    bytes: Uint8Array;
    stored_at: Instant;
  };
  off_offer: {
    agency_id: string;
    provider_did: string;
    guid: string;
    since: Instant;
  };
  offer: {
    agency_id: string;
    item_id: string;
    partner_did: string;
    version: number;
    state: string;
    decision: ColumnType<Decision, string, string>;
    agreement_digest: string;
    offered_at: Instant;
    taken_at: Instant | null;
    fetched_at: Instant | null;
  };
  one_time_link: {
    token_hash: string;
    person_id: string;
    purpose: string;
    expires_at: Instant;
    used_at: Instant | null;
  };
  outbox: {
    id: Generated<number>;
    agency_id: string;
    topic: string;
    payload: ColumnType<Json, string, string>;
    created_at: Instant;
    next_at: Instant;
    attempts: Generated<number>;
    last_error: string | null;
    done_at: Instant | null;
    leased_by: number | null;
  };
  override_rule: {
    number: Generated<number>;
    agency_id: string;
    codes: string[];
    person_id: string;
    at: Instant;
  };
  override_told: {
    number: Generated<number>;
    agency_id: string;
    partner_did: string;
    override_id: string;
    item_id: string;
    version: number;
    action: string;
    channel: string;
    territory: string;
    language: string | null;
    waived: string[];
    reason: string;
    until: Instant;
    told_at: Instant;
  };
  partner: {
    agency_id: string;
    did: string;
    name: ColumnType<Trilingual, string, string>;
    ownership: string;
    base_url: string;
    keys: ColumnType<readonly PartnerKey[], string, string>;
    state: string;
    since: Instant;
    last_error: string | null;
  };
  passing_on: {
    agency_id: string;
    item_id: string;
    partner_did: string;
    person_id: string | null;
    since: Instant;
    ended_at: Instant | null;
  };
  passkey: {
    id: string;
    person_id: string;
    public_key: Uint8Array;
    counter: number;
    transports: string[];
    created_at: Instant;
    last_used_at: Instant | null;
  };
  person: {
    id: string;
    email: string;
    name: string;
    language: string;
    password_hash: string | null;
    sealed_totp_secret: string | null;
    sealed_totp_pending: string | null;
    totp_confirmed_at: Instant | null;
    totp_last_step: number | null;
    demo_seat: Generated<boolean>;
    created_at: Instant;
  };
  placement: {
    id: string;
    agency_id: string;
    destination_id: string;
    item_id: string;
    translation_id: string | null;
    slug: string;
    wanted: string;
    stands: string;
    stands_version: number | null;
    remote: ColumnType<Json | null, string | null | undefined, string | null>;
    failures: Generated<number>;
    person_id: string | null;
    ordered_at: Instant;
    shown_version: number | null;
    language: string | null;
    agreement_digest: string | null;
    published_at: Instant | null;
    settled_at: Instant | null;
    shown_channel: string | null;
    archived: ColumnType<ArchivedCopy | null, string | null | undefined, string | null>;
  };
  product: {
    id: Generated<number>;
    agency_id: string;
    agreement_digest: string;
    agreement_uid: string;
    selector_uid: string;
    direction: string;
    partner_did: string;
    selector: ColumnType<Selector, string, string>;
    in_force_from: Instant;
    in_force_until: Instant;
    suspended: Generated<boolean>;
  };
  publication: {
    id: string;
    agency_id: string;
    item_id: string;
    translation_id: string | null;
    language: string;
    number: Generated<number>;
    slug: string;
    state: string;
    version: number;
    revision: number;
    headline: string;
    agreement_digest: string | null;
    decision: ColumnType<Json | null, string | null | undefined, string | null>;
    published_at: Instant;
    updated_at: Instant;
    withdrawn_at: Instant | null;
  };
  publication_revision: {
    publication_id: string;
    agency_id: string;
    revision: number;
    version: number;
    content: ColumnType<Json, string, string>;
    correction_note: string | null;
    person_id: string | null;
    published_at: Instant;
  };
  push_answer: {
    agency_id: string;
    source_id: string;
    push_id: string;
    body_digest: string;
    answer: ColumnType<Json, string, string>;
    answered_at: Instant;
  };
  pushed_media: {
    agency_id: string;
    source_id: string;
    media: string;
    digest: string | null;
    media_type: string | null;
    size_bytes: number | null;
    pushed_at: Instant;
  };
  quota_debit: {
    agency_id: string;
    rule_uid: string;
    provider_did: string;
    guid: string;
    debited_at: Instant;
  };
  recall: {
    id: string;
    agency_id: string;
    item_id: string;
    kind: string;
    version: number;
    reason_class: string;
    public_reason: string;
    person_id: string | null;
    issued_at: Instant;
    due_at: Instant | null;
  };
  recall_copy: {
    recall_id: string;
    agency_id: string;
    partner_did: string;
    url: string;
    finding: string | null;
    seen_at: Instant | null;
    looks: Generated<number>;
    next_at: Instant | null;
    words: Generated<string[]>;
  };
  recall_reach: {
    recall_id: string;
    agency_id: string;
    partner_did: string;
    ch: string;
    epoch: number;
    seq: number;
    state: string;
    due_at: Instant | null;
    written_at: Instant;
    fetched_at: Instant | null;
    received_at: Instant | null;
    applied_at: Instant | null;
    refusal_reason: string | null;
    escalated_at: Instant | null;
    escalated_to: Generated<string[]>;
    escalations: Generated<number>;
    seen_at: Instant | null;
  };
  refused_document: {
    id: string;
    agency_id: string;
    source_id: string;
    name: string;
    received_at: Instant;
    code: string;
    at: string;
    detail: string;
    digest: string;
    bytes: Uint8Array | null;
    size_bytes: number;
    settled: string | null;
    settled_at: Instant | null;
    settled_by: string | null;
    settled_why: string | null;
  };
  reminder_letter: {
    agency_id: string;
    digest: string;
    about: string;
    since: Instant;
    sent_to: string[];
    written_at: Instant;
  };
  reminder_seen: {
    agency_id: string;
    person_id: string;
    digest: string;
    about: string;
    since: Instant;
    seen_at: Instant;
  };
  request_horizon: {
    keyid: string;
    until: Instant;
  };
  request_memory: {
    keyid: string;
    believed_after: Instant;
  };
  request_nonce: {
    keyid: string;
    nonce: string;
    created_at: Instant;
    expires_at: Instant;
  };
  restriction_told: {
    number: Generated<number>;
    agency_id: string;
    partner_did: string;
    guid: string;
    from_version: number;
    terms: ColumnType<readonly Restriction[], string, string>;
    told_at: Instant;
  };
  saved_search: {
    id: string;
    agency_id: string;
    person_id: string;
    scope: string;
    folder: string;
    name: string;
    question: ColumnType<JsonObject, string, string>;
    changed_at: Instant;
    deleted_at: Instant | null;
  };
  search_follow: {
    agency_id: string;
    search_id: string;
    person_id: string | null;
    destination_id: string | null;
    schedule: ColumnType<AlertSchedule, string, string>;
    by_mail: boolean;
    paused: boolean;
  };
  session: {
    token_hash: string;
    person_id: string;
    agency_id: string;
    roles: string[];
    csrf: string;
    created_at: Instant;
    seen_at: Instant;
    idle_seconds: number;
    expires_at: Instant;
  };
  signing_link: {
    id: string;
    agency_id: string;
    uid: string;
    digest: string;
    role: string;
    invitee: string;
    language: string;
    token_hash: string;
    code_hash: string;
    sent_by: string;
    sent_at: Instant;
    expires_at: Instant;
    wrong_codes: Generated<number>;
    ended_how: string | null;
    ended_at: Instant | null;
    ended_name: string | null;
    ended_reason: string | null;
  };
  signing_rule_wish: {
    number: Generated<number>;
    agency_id: string;
    two_person: boolean;
    outside: string;
    person_id: string;
    seat: string;
    at: Instant;
  };
  source: {
    id: string;
    agency_id: string;
    name: string;
    kind: string;
    place: string;
    language: string | null;
    state: string;
    sealed_secret: string | null;
    cursor: ColumnType<Json, string | undefined, string>;
    last_run_at: Instant | null;
    last_outcome: ColumnType<Json | null, string | null | undefined, string | null>;
    settings: ColumnType<Json, string | undefined, string>;
    sealed_headers: string | null;
    stopped_at: Instant | null;
    arrivals: ColumnType<Json, string | undefined, string>;
  };
  source_dialect: {
    agency_id: string;
    source_id: string;
    dialect_id: string;
    dialect_version: number | null;
    read_at: Instant;
  };
  source_run: {
    number: Generated<number>;
    agency_id: string;
    source_id: string;
    at: Instant;
    outcome: ColumnType<Json, string, string>;
  };
  story_aside: {
    agency_id: string;
    person_id: string;
    item_id: string;
    aside: string;
    set_at: Instant;
  };
  story_link: {
    agency_id: string;
    item_id: string;
    other_id: string;
    kind: string;
    person_id: string | null;
    linked_at: Instant;
    ended_at: Instant | null;
    ended_by: string | null;
  };
  story_reach: {
    agency_id: string;
    stories: number;
    since: Instant;
  };
  story_vector: {
    item_id: string;
    agency_id: string;
    version: number;
    model: string;
    vector: Uint8Array | null;
    asked_at: Instant;
  };
  take: {
    id: string;
    agency_id: string;
    item_id: string;
    version: number;
    use: string;
    agreement_digest: string;
    person_id: string | null;
    taken_at: Instant;
    undone_at: Instant | null;
    told_at: Instant | null;
  };
  taken_file: {
    agency_id: string;
    source_id: string;
    name: string;
    mark: string;
  };
  test_story: {
    id: string;
    agency_id: string;
    partner_did: string;
    drill_id: string;
    held_at: Instant | null;
    ch: string | null;
    epoch: number | null;
    seq: number | null;
    entry_hash: string | null;
    killed_at: Instant | null;
    due_at: Instant | null;
    automatic: Generated<boolean>;
    seen_at: Instant | null;
    cleared_at: Instant | null;
  };
  text_sketch: {
    agency_id: string;
    item_id: string;
    translation_id: string | null;
    sketch_version: number;
    digest: string | null;
    bands: number[];
    shingles: number[];
    total: number;
    settled: Generated<boolean>;
  };
  tombstone: {
    agency_id: string;
    provider_did: string;
    guid: string;
    reason_class: string;
    public_reason: string;
    killed_at: Instant;
  };
  topic_release: {
    released_at: Instant;
    imported_at: Instant;
    added: number;
    changed: number;
    retired: number;
  };
  translation: {
    id: string;
    agency_id: string;
    item_id: string;
    language: string;
    source_version: number;
    state: string;
    revision: number;
    person_id: string | null;
    saved_at: Instant;
  };
  translation_block: {
    translation_id: string;
    agency_id: string;
    block_id: string;
    position: number;
    kind: string;
    source: string;
    previous_source: string | null;
    text: string;
    state: string;
  };
  usage_report: {
    agency_id: string;
    partner_did: string;
    usage_id: string;
    item_id: string;
    version: number;
    url: string | null;
    channel: string;
    language: string;
    state: string;
    published_at: Instant;
    reported_at: Instant;
    place: string | null;
    holder_did: string | null;
    derivative: string | null;
    headline: string | null;
  };
  use_override: {
    number: Generated<number>;
    agency_id: string;
    id: string;
    item_id: string;
    version: number;
    action: string;
    channel: string;
    territory: string;
    language: string | null;
    waived: string[];
    reason: string;
    asked_by: string;
    asked_at: Instant;
  };
  use_override_answer: {
    agency_id: string;
    override_id: string;
    outcome: string;
    answered_by: string;
    answered_at: Instant;
    until: Instant | null;
  };
  withheld_media: {
    name: string;
    agency_id: string;
    number: number;
    media_type: string;
    width: number;
    height: number;
    bytes: Uint8Array;
  };
  withheld_page: {
    number: number;
    agency_id: string;
    slug: string;
    topics: string[];
    page: ColumnType<Json, string, string>;
  };
  witness_declined: {
    agency_id: string;
    partner_did: string;
    size: number;
    reason: string;
    status: number;
    said: string;
    since: Instant;
    at: Instant;
  };
  witnessed_checkpoint: {
    agency_id: string;
    origin: string;
    size: number;
    note: string;
    line: string;
    cosigned_at: Instant;
  };
  'portal.agency': {
    id: string;
    did: string;
    name: ColumnType<Trilingual, string, string>;
    ownership: string;
    languages: string[];
    time_zone: string;
    edition: Generated<number>;
  };
  'portal.media': {
    name: string;
    agency_id: string;
    number: number;
    media_type: string;
    width: number;
    height: number;
    bytes: Uint8Array;
  };
  'portal.public_note': {
    id: Generated<number>;
    agency_id: string;
    number: number;
    kind: string;
    reason_class: string;
    note: ColumnType<{ readonly text: string }, string, string>;
    at: Instant;
  };
  'portal.story': {
    number: number;
    agency_id: string;
    publication_id: string;
    family: string;
    language: string;
    slug: string;
    state: string;
    revision: number;
    topics: string[];
    provider_did: string;
    page: ColumnType<StoryPage | Tombstone, string, string>;
    published_at: Instant;
    updated_at: Instant;
  };
  'portal.view_count': {
    family: string;
    language: string;
    day: string;
    views: number;
  };
};
