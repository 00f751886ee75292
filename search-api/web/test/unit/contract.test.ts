import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allCalls } from '../fake/documents';
import { NOW } from './opened';

const GOLDEN = '../search-contract/src/test/resources/org/wenzheng/search/contract';

/** Field → kind of value, as search-contract writes it. */
function golden(name: string): Map<string, string> {
  const document = JSON.parse(readFileSync(`${GOLDEN}/${name}`, 'utf8')) as Record<string, unknown>;
  return kinds(document);
}

function kinds(document: object): Map<string, string> {
  return new Map(Object.entries(document).map(([name, value]) => [name, Array.isArray(value) ? 'array' : typeof value]));
}

const [detail] = allCalls(NOW);

it.each([
  ['call-v1.json', detail!.call],
  ['segment-v1.json', detail!.segments[0]!],
  ['segment-v1.json', detail!.segments[1]!],
])('the pages read only fields that %s has', (name, document) => {
  const written = golden(name);
  // The golden call still runs.
  if (name.startsWith('call')) written.set('ended_at', 'string');
  for (const [field, kind] of kinds(document)) expect([field, written.get(field)]).toEqual([field, kind]);
});
