import type { CallDetail } from '../../src/api/documents';

const RATE = 16_000;
const HEADER = 44;

/** 16 kHz mono 16 bit: a low hum where a word is said, another for each speaker, silence elsewhere. */
export function wav({ call, segments }: CallDetail, speaker: string): Uint8Array {
  const samples = Math.round((call.duration_ms / 1000) * RATE);
  const bytes = new Uint8Array(HEADER + samples * 2);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  ascii(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, samples * 2, true);
  for (const segment of segments) {
    if (speaker !== 'mixed' && speaker !== segment.track) continue;
    const hertz = segment.role === 'citizen' ? 220 : 150;
    for (const word of segment.words) {
      const end = Math.min(samples, Math.round((word.end_ms / 1000) * RATE));
      for (let n = Math.round((word.start_ms / 1000) * RATE); n < end; n++) {
        view.setInt16(HEADER + n * 2, 3000 * Math.sin((2 * Math.PI * hertz * n) / RATE), true);
      }
    }
  }
  return bytes;
}
