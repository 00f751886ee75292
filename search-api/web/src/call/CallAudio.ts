import { address, write } from '../api/client';
import type { Listening } from '../api/documents';
import { ApiProblem } from '../api/problem';
import { PlaybackClock } from './PlaybackClock';
import { keepPurpose, keptPurpose } from './purpose';

export const MIXED = 'mixed';

/** What a listener sees of the player. */
export interface AudioState {
  playing: boolean;
  loading: boolean;
  failure: unknown;
  /** {@link MIXED} or a track. */
  speaker: string;
  speed: number;
  durationMs: number;
  purpose: string | undefined;
  /** Whether the purpose is being asked for. */
  asking: boolean;
}

/** A registration counts as over a little early, so that a request does not arrive late. */
const MARGIN_MS = 5000;

/** Plays one call: asks for the purpose once, registers each listening, then streams. */
export class CallAudio {
  readonly clock = new PlaybackClock();
  private readonly element = new Audio();
  private readonly listeners = new Set<() => void>();
  private off = new AbortController();
  private now: AudioState;
  private wanted = { ms: 0, play: false };
  private listening: Listening | undefined;
  private renewed = false;
  private frame = 0;

  constructor(
    private readonly call: string,
    durationMs: number,
  ) {
    const purpose = keptPurpose();
    this.now = { playing: false, loading: false, failure: undefined, speaker: MIXED, speed: 1, durationMs, purpose, asking: false };
    this.element.preload = 'none';
  }

  /** Begins to listen to the element; call what it returns to stop for good. */
  open(): () => void {
    this.off = new AbortController();
    this.watch();
    return this.close;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): AudioState => this.now;

  /** Plays, from a place if one is given; the purpose comes first. */
  readonly play = (fromMs?: number): void => {
    if (fromMs !== undefined) this.seek(fromMs);
    this.wanted.play = true;
    if (!this.now.purpose) this.set({ asking: true });
    else if (this.element.readyState > 0 && !this.now.failure) this.begin();
    else void this.load(this.now.purpose);
  };

  readonly pause = (): void => {
    this.wanted.play = false;
    this.element.pause();
  };

  readonly toggle = (): void => (this.now.playing ? this.pause() : this.play());

  readonly seek = (ms: number): void => {
    const to = Math.min(Math.max(0, ms), this.now.durationMs);
    this.wanted.ms = to;
    if (this.element.readyState > 0) this.element.currentTime = to / 1000;
    this.clock.move(to);
  };

  readonly skip = (byMs: number): void => this.seek(Math.max(0, this.clock.ms) + byMs);

  readonly setSpeaker = (speaker: string): void => {
    this.set({ speaker });
    if (!this.now.purpose || !this.listening) return;
    this.wanted = { ms: Math.max(0, this.clock.ms), play: this.now.playing };
    void this.load(this.now.purpose);
  };

  readonly setSpeed = (speed: number): void => {
    this.element.defaultPlaybackRate = speed;
    this.element.playbackRate = speed;
    this.set({ speed });
  };

  /** Asks for another purpose. */
  readonly ask = (): void => {
    this.pause();
    this.set({ asking: true });
  };

  /** A listening is registered with the purpose it is for. */
  readonly statePurpose = (purpose: string): void => {
    keepPurpose(purpose);
    this.set({ purpose, asking: false });
    this.listening = undefined;
    this.wanted.play = true;
    void this.load(purpose);
  };

  readonly cancel = (): void => {
    this.wanted.play = false;
    this.set({ asking: false });
  };

  private readonly close = (): void => {
    this.off.abort();
    cancelAnimationFrame(this.frame);
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  };

  private set(change: Partial<AudioState>): void {
    this.now = { ...this.now, ...change };
    this.listeners.forEach((listener) => listener());
  }

  /** Points the element at the media; what is wanted happens once its length is known. */
  private async load(purpose: string): Promise<void> {
    this.set({ loading: true, failure: undefined });
    const path = `/calls/${encodeURIComponent(this.call)}`;
    try {
      if (!this.listening || Date.parse(this.listening.expires_at) - MARGIN_MS < Date.now()) {
        this.listening = await write<Listening>('POST', `${path}/listenings`, { purpose });
      }
      if (this.off.signal.aborted) return;
      const { listening } = this.listening;
      this.element.src = address(`${path}/media`, { listening, speaker: this.now.speaker });
      this.element.preload = 'auto';
      this.element.load();
    } catch (failure) {
      this.set({ loading: false, failure });
    }
  }

  private begin(): void {
    // A browser that forbids sound before the first click leaves the call paused at its place: no failure.
    this.element.play().catch(() => this.set({ playing: false, loading: false }));
  }

  private readonly follow = (): void => {
    this.clock.move(this.element.currentTime * 1000);
    if (!this.element.paused) this.frame = requestAnimationFrame(this.follow);
  };

  private watch(): void {
    const on = (name: keyof HTMLMediaElementEventMap, handle: () => void) =>
      this.element.addEventListener(name, handle, { signal: this.off.signal });
    on('loadedmetadata', () => {
      this.renewed = false;
      const { duration } = this.element;
      this.set({ loading: false, ...(Number.isFinite(duration) ? { durationMs: duration * 1000 } : {}) });
      this.element.currentTime = this.wanted.ms / 1000;
      if (this.wanted.play) this.begin();
    });
    on('playing', () => {
      this.set({ playing: true, loading: false });
      cancelAnimationFrame(this.frame);
      this.follow();
    });
    on('waiting', () => this.set({ loading: true }));
    on('pause', () => {
      this.wanted.ms = this.element.currentTime * 1000;
      this.set({ playing: false });
    });
    on('seeked', () => this.clock.move(this.element.currentTime * 1000));
    on('error', () => this.mediaFailed());
  }

  private mediaFailed(): void {
    const { purpose } = this.now;
    // The registration may have run out while the call was paused; ask for a new one, once.
    if (!this.renewed && purpose) {
      this.renewed = true;
      this.listening = undefined;
      this.wanted.ms = Math.max(0, this.clock.ms);
      void this.load(purpose);
    } else {
      this.set({ playing: false, loading: false, failure: new ApiProblem('broken', 0, 'media', '') });
    }
  }
}
