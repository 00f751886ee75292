import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { FakeEventSource } from './FakeEventSource';
import { elements, installMedia } from './media';

// A page's file is read when it opens, which takes a while on a busy machine.
// Asking jsdom what is visible costs it seconds a page.
configure({ asyncUtilTimeout: 30_000, defaultHidden: true });

// Bars need a browser that measures; there they are tested.
vi.mock('../../src/search/DailyChart', () => ({ DailyChart: () => null }));

// What the component library asks of a browser and jsdom has not.
vi.stubGlobal('ResizeObserver', class {
  observe = vi.fn();
  unobserve = vi.fn();
  disconnect = vi.fn();
});
window.matchMedia = (query) =>
  ({ matches: false, media: query, addEventListener: vi.fn(), removeEventListener: vi.fn(), addListener: vi.fn(), removeListener: vi.fn() }) as unknown as MediaQueryList;
window.scrollTo = vi.fn();
Element.prototype.scrollIntoView = vi.fn();
installMedia();
// jsdom measures pseudo elements with an error on the console.
const measured = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => measured(element);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('EventSource', FakeEventSource);
  FakeEventSource.opened.length = 0;
  elements.length = 0;
});

afterEach(() => {
  cleanup();
});
