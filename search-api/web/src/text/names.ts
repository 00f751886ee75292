import { useMemo } from 'react';
import type { FacetValue, Origin } from '../api/documents';
import { useTopics } from '../search/useSearch';
import { useLanguage } from './Language';
import type { Dictionary } from './zh';

function known(names: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

/** Reads a topic's name in the chosen language; the id where the taxonomy has none. */
export function useTopicName(): (id: string) => string {
  const { language } = useLanguage();
  const { data } = useTopics();
  return useMemo(() => {
    const names = new Map(data?.map((topic) => [topic.id, (language === 'en' && topic.name_en) || topic.name]));
    return (id) => names.get(id) ?? '';
  }, [data, language]);
}

/** A facet value as the page says it: ours where we have a word, else the server's. */
export function facetValueName(facet: string, value: FacetValue, text: Dictionary): string {
  switch (facet) {
    case 'sentiment':
      return known(text.sentiment, value.key) ?? value.name;
    case 'role':
      return known(text.role, value.key) ?? value.name;
    case 'origin':
      return known(text.origin, value.key) ?? value.name;
    default:
      return value.name;
  }
}

/** A call's title, or what it is where nobody gave one: calls at the front desk begin without. */
export function callTitle(call: { title: string; origin: Origin }, text: Dictionary): string {
  return call.title || (call.origin === 'live' ? text.untitledLive : text.untitled);
}
