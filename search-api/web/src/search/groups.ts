import type { Hit } from '../api/documents';

/** The places found in one call, in the order of the call. */
export interface CallHits {
  call: string;
  first: Hit;
  hits: Hit[];
}

/** Groups ranked hits by call: the best call first, and inside it the order in which things were said. */
export function byCall(hits: readonly Hit[]): CallHits[] {
  const groups = new Map<string, CallHits>();
  for (const hit of hits) {
    const group = groups.get(hit.call);
    if (!group) groups.set(hit.call, { call: hit.call, first: hit, hits: [hit] });
    else if (!group.hits.some((each) => each.segment === hit.segment)) group.hits.push(hit);
  }
  for (const group of groups.values()) group.hits.sort((a, b) => a.start_ms - b.start_ms);
  return [...groups.values()];
}
