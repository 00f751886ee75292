/** Documents of the REST contract, as search-contract writes them. Times end in `_ms` from the call's start. */

export type Role = 'citizen' | 'staff' | 'digital_human' | 'guest';
export type Sentiment = 'negative' | 'neutral' | 'positive' | 'unsure';
export type Origin = 'live' | 'replay' | 'demo';
export type Outcome = 'answered' | 'clarifying' | 'not_known' | 'handed_over' | 'abandoned';
export type CallState = 'running' | 'ended' | 'lost';

/** A word's place in the text and in time. */
export interface WordSpan {
  start_char: number;
  end_char: number;
  start_ms: number;
  end_ms: number;
  confidence: number;
}

/** Where a personal detail was; never its value. */
export interface RedactedSpan {
  kind: string;
  start_char: number;
  end_char: number;
  start_ms: number;
  end_ms: number;
}

export interface SegmentDocument {
  call: string;
  segment: string;
  track: string;
  participant: string;
  role: Role;
  origin: Origin;
  synthetic_speech: boolean;
  start_ms: number;
  end_ms: number;
  text: string;
  words: WordSpan[];
  confidence: number;
  unheard: boolean;
  final: boolean;
  revision: number;
  sentiment: Sentiment;
  urgency: number;
  topics: string[];
  redactions: RedactedSpan[];
}

export interface CallDocument {
  call: string;
  title: string;
  origin: Origin;
  synthetic_speech: boolean;
  office: string;
  district: string;
  department: string;
  matter: string;
  started_at: string;
  ended_at?: string;
  duration_ms: number;
  state: CallState;
  recorded: boolean;
  /** What came of the questions to the digital human; absent where it did not speak. */
  outcome?: Outcome;
  /** Codes of the service items that it answered from. */
  items?: string[];
  segments: number;
  topics: string[];
  sentiment: Sentiment;
  urgency: number;
}

export interface Speaker {
  participant: string;
  role: Role;
  track: string;
}

export interface CallDetail {
  call: CallDocument;
  speakers: Speaker[];
  segments: SegmentDocument[];
  media: boolean;
}

export interface CallList {
  total: number;
  calls: CallDocument[];
}

export interface Hit {
  call: string;
  segment: string;
  title: string;
  office: string;
  department: string;
  started_at: string;
  at: string;
  start_ms: number;
  end_ms: number;
  role: Role;
  text: string;
  highlights: [number, number][];
  sentiment: Sentiment;
  urgency: number;
  topics: string[];
  confidence: number;
  unheard: boolean;
  synthetic_speech: boolean;
  origin: Origin;
  /** Absent while the call's own document has not come. */
  call_state?: CallState;
}

export interface FacetValue {
  key: string;
  name: string;
  calls: number;
}

export const FACETS = ['topic', 'sentiment', 'role', 'office', 'origin', 'day'] as const;
export type FacetName = (typeof FACETS)[number];

export interface SearchAnswer {
  query: string;
  /** How it was searched: words where the model for meaning is not there. */
  mode: string;
  took_ms: number;
  total_segments: number;
  total_calls: number;
  hits: Hit[];
  facets: Partial<Record<FacetName, FacetValue[]>>;
}

export interface Topic {
  id: string;
  name: string;
  name_en: string;
}

export interface DemoProgress {
  done: number;
  total: number;
}

export interface Session {
  account: string;
  roles: string[];
  password_change_required: boolean;
}

export interface Listening {
  listening: string;
  expires_at: string;
}
