import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address, get } from '../api/client';
import type { CallDetail, CallDocument, SegmentDocument } from '../api/documents';
import { caughtUp, withCall, withSegment } from './merge';

/** A closed stream is opened again after this long. */
const REOPEN_MS = 3000;

const keyOf = (id: string) => ['call', id] as const;

/** A call and all its turns. */
export function useCall(id: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const read = await get<CallDetail>(`/calls/${encodeURIComponent(id)}`, {}, signal);
      return caughtUp(read, queries.getQueryData<CallDetail>(keyOf(id)));
    },
  });
}

/** Adds what a running call's events bring; tells whether the stream is broken at the moment. */
export function useCallEvents(id: string, running: boolean): boolean {
  const queries = useQueryClient();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (!running) return undefined;
    return listen(id, queries, setBroken);
  }, [id, running, queries]);
  return running && broken;
}

function listen(id: string, queries: QueryClient, setBroken: (broken: boolean) => void): () => void {
  let source: EventSource;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  const readAgain = () => void queries.invalidateQueries({ queryKey: keyOf(id) });
  const patch = (change: (detail: CallDetail) => CallDetail) =>
    queries.setQueryData<CallDetail>(keyOf(id), (detail) => detail && change(detail));

  const open = () => {
    source = new EventSource(address(`/calls/${encodeURIComponent(id)}/events`));
    source.onopen = () => {
      setBroken(false);
      // Between the page's reading and the stream's beginning, or while it was away, words may have come.
      readAgain();
    };
    source.addEventListener('segment', ({ data }: MessageEvent<string>) => {
      const segment = JSON.parse(data) as SegmentDocument;
      patch((detail) => withSegment(detail, segment));
    });
    source.addEventListener('call', ({ data }: MessageEvent<string>) => {
      const call = JSON.parse(data) as CallDocument;
      patch((detail) => withCall(detail, call));
      // Whether there is a recording is decided at the end.
      if (call.state !== 'running') readAgain();
    });
    source.onerror = () => {
      setBroken(true);
      if (source.readyState !== EventSource.CLOSED) return;
      reopen = setTimeout(() => {
        readAgain();
        open();
      }, REOPEN_MS);
    };
  };

  open();
  return () => {
    clearTimeout(reopen);
    source.close();
  };
}
