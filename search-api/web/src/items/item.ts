/** A service item as the office writes it; what is missing the office has not said. */
export interface ServiceItem {
  code: string;
  name: string;
  category?: string;
  department?: string;
  aliases: readonly string[];
  questions: readonly string[];
  conditions: readonly string[];
  slots: readonly { key: string; ask: string; choices: Record<string, readonly string[]> }[];
  materials: readonly { text: string; when: Record<string, string> }[];
  steps: readonly string[];
  where?: string;
  hours?: string;
  legal_time?: string;
  promised_time?: string;
  visits?: number;
  fee?: string;
  phone?: string;
  complaint_phone?: string;
  law?: string;
  valid_from?: string;
  valid_until?: string;
  version: number;
  editor?: string;
  reviewer?: string;
}

export type ItemState = 'in_force' | 'expired' | 'not_yet' | 'unapproved' | 'new';

export interface ItemSummary {
  code: string;
  name: string;
  category?: string;
  department?: string;
  version: number;
  state: ItemState;
  proposed_by?: string;
}

export interface ItemVersion {
  id: number;
  version?: number;
  item: ServiceItem;
  state: 'proposed' | 'approved' | 'refused' | 'superseded' | 'rolled_back';
  editor: string;
  proposed_at: string;
  reviewer?: string;
  decided_at?: string;
  note?: string;
}

export interface ItemDetail {
  /** None where it was only proposed so far. */
  item?: ServiceItem;
  state?: ItemState;
  versions: readonly ItemVersion[];
}

/** Of which one text a line is edited, and of which several, a line each. */
export const LINES = ['name', 'category', 'department'] as const;
export const LISTS = ['aliases', 'questions', 'conditions', 'materials', 'steps'] as const;
export const MORE = [
  'where',
  'hours',
  'legal_time',
  'promised_time',
  'visits',
  'fee',
  'phone',
  'complaint_phone',
  'law',
  'valid_from',
  'valid_until',
] as const;
export const FIELDS = [...LINES, ...LISTS, ...MORE] as const;
export type Field = (typeof FIELDS)[number];

export const NOTHING: ServiceItem = {
  code: '',
  name: '',
  aliases: [],
  questions: [],
  conditions: [],
  slots: [],
  materials: [],
  steps: [],
  version: 0,
};

export function isList(field: Field): boolean {
  return (LISTS as readonly string[]).includes(field);
}

function materialLine({ text, when }: ServiceItem['materials'][number]): string {
  const pairs = Object.entries(when).map(([key, value]) => `${key}=${value}`);
  return pairs.length ? `${text}｜${pairs.join('，')}` : text;
}

function material(line: string): ServiceItem['materials'][number] {
  const [text = '', conditions = ''] = line.split(/[｜|]/, 2);
  const pairs = conditions.split(/[，,]/).map((pair) => pair.split('=', 2).map((side) => side.trim()));
  return {
    text: text.trim(),
    when: Object.fromEntries(pairs.filter(([key, value]) => key && value)) as Record<string, string>,
  };
}

/** A field as lines of text. */
export function lines(item: ServiceItem, field: Field): readonly string[] {
  if (field === 'materials') return item.materials.map(materialLine);
  const value = item[field];
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

/** A field as lines to read: for whom a material is needed stands behind it. */
export function shown(item: ServiceItem, field: Field): readonly string[] {
  if (field !== 'materials') return lines(item, field);
  return item.materials.map(({ text, when }) => (Object.keys(when).length ? `${text}（${Object.values(when).join('、')}）` : text));
}

/** The item with a field as somebody wrote it; what is blank is left out. */
export function written(item: ServiceItem, field: Field, text: string): ServiceItem {
  const kept = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (field === 'materials') return { ...item, materials: kept.map(material) };
  if (isList(field)) return { ...item, [field]: kept };
  const line = kept.join(' ');
  if (!line) {
    const rest = { ...item };
    delete (rest as Partial<Record<Field, unknown>>)[field];
    return { ...rest, name: field === 'name' ? '' : item.name };
  }
  // What is no number is sent as it is, so that the answer can say so.
  return { ...item, [field]: field === 'visits' && /^\d+$/.test(line) ? Number(line) : line };
}

/** Fields in which two differ. */
export function changed(before: ServiceItem | undefined, after: ServiceItem): readonly Field[] {
  return FIELDS.filter((field) => lines(before ?? NOTHING, field).join('\n') !== lines(after, field).join('\n'));
}

/** The field that a refusal names, as in `A.yaml:3: fee: reason`. */
export function refusedField(detail: string): Field | undefined {
  const name = /^[^:]+:\d+: (\w+):/.exec(detail)?.[1];
  return FIELDS.find((field) => field === name);
}
