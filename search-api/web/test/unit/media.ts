/** Audio that knows where it is, plays on demand and makes no sound: jsdom has none. */
const state = new WeakMap<HTMLMediaElement, { at: number; paused: boolean }>();

function of(element: HTMLMediaElement) {
  const known = state.get(element) ?? { at: 0, paused: true };
  state.set(element, known);
  return known;
}

export const elements: HTMLMediaElement[] = [];

/** Puts the fake in place of jsdom's empty methods. */
export function installMedia(): void {
  Object.defineProperties(HTMLMediaElement.prototype, {
    currentTime: {
      configurable: true,
      get(this: HTMLMediaElement) {
        return of(this).at;
      },
      set(this: HTMLMediaElement, at: number) {
        of(this).at = at;
        this.dispatchEvent(new Event('seeked'));
      },
    },
    paused: {
      configurable: true,
      get(this: HTMLMediaElement) {
        return of(this).paused;
      },
    },
    readyState: {
      configurable: true,
      get(this: HTMLMediaElement) {
        return this.getAttribute('src') ? 4 : 0;
      },
    },
    duration: { configurable: true, get: () => 60 },
    load: {
      configurable: true,
      value(this: HTMLMediaElement) {
        if (!this.getAttribute('src')) return;
        elements.push(this);
        queueMicrotask(() => this.dispatchEvent(new Event('loadedmetadata')));
      },
    },
    play: {
      configurable: true,
      value(this: HTMLMediaElement) {
        of(this).paused = false;
        this.dispatchEvent(new Event('playing'));
        return Promise.resolve();
      },
    },
    pause: {
      configurable: true,
      value(this: HTMLMediaElement) {
        if (of(this).paused) return;
        of(this).paused = true;
        this.dispatchEvent(new Event('pause'));
      },
    },
  });
}
