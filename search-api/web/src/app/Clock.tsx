import { createContext, use, type ReactNode } from 'react';

/** Tells what day it is; tests pass one that stands still. */
export interface Clock {
  now: () => Date;
}

export const SYSTEM_CLOCK: Clock = { now: () => new Date() };

const ClockContext = createContext<Clock>(SYSTEM_CLOCK);

export function ClockProvider({ clock, children }: { clock: Clock; children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  return use(ClockContext);
}
