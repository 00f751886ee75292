import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { DemoProgress, SearchAnswer, Topic } from '../api/documents';
import { REFRESH_MS } from '../app/queries';
import { toAddress, toRequest, type SearchQuery } from './query';

const PAGE_SIZE = 20;
/** The server shows no hit beyond this one. */
const DEEPEST = 1000;

/** Hits page after page; read again by itself while `growing`. */
export function useSearch(query: SearchQuery, growing: boolean) {
  return useInfiniteQuery({
    queryKey: ['search', toAddress(query).toString()],
    queryFn: ({ pageParam, signal }) => get<SearchAnswer>('/search', toRequest(query, pageParam, PAGE_SIZE), signal),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => {
      const shown = pages.length * PAGE_SIZE;
      return last.hits.length === PAGE_SIZE && shown < Math.min(last.total_segments, DEEPEST) ? pages.length + 1 : undefined;
    },
    placeholderData: keepPreviousData,
    // Calls that run now add words to what is found.
    refetchInterval: ({ state }) =>
      growing || state.data?.pages.some((page) => page.hits.some((hit) => hit.call_state === 'running'))
        ? REFRESH_MS
        : false,
  });
}

/** How far the demo is; read until it is done. */
export function useDemoProgress() {
  return useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => get<DemoProgress>('/demo', {}, signal),
    refetchInterval: ({ state }) => (isGrowing(state.data) ? REFRESH_MS : false),
  });
}

export function isGrowing(demo: DemoProgress | undefined): boolean {
  return demo !== undefined && demo.done < demo.total;
}

/** Names of the topics in both languages. */
export function useTopics() {
  return useQuery({
    queryKey: ['topics'],
    queryFn: async ({ signal }) => (await get<{ topics: Topic[] }>('/topics', {}, signal)).topics,
    staleTime: 60 * 60_000,
  });
}
