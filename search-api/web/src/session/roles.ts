import type { Session } from '../api/documents';

/** Whether somebody takes calls from the queue. */
export function takesCalls(session: Session | null | undefined): boolean {
  return hasRole(session, 'administrator', 'clerk');
}

/** Whether somebody may propose what service items say. */
export function proposesItems(session: Session | null | undefined): boolean {
  return hasRole(session, 'administrator', 'editor');
}

/** Whether somebody may decide on what others propose. */
export function reviewsItems(session: Session | null | undefined): boolean {
  return hasRole(session, 'administrator', 'reviewer');
}

/** Whether somebody may see what was asked and not answered. */
export function seesGaps(session: Session | null | undefined): boolean {
  return hasRole(session, 'administrator', 'editor', 'reviewer');
}

/** Whether somebody may read calls, and not only take them. */
export function readsCalls(session: Session | null | undefined): boolean {
  return hasRole(session, 'administrator');
}

function hasRole(session: Session | null | undefined, ...roles: readonly string[]): boolean {
  return session?.roles.some((role) => roles.includes(role)) ?? false;
}
