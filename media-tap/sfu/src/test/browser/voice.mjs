import { writeFileSync } from "node:fs";

const RATE = 48_000;
const SECONDS = 12;
const PITCH = 140;
const HARMONICS = 20;
const SYLLABLES_A_SECOND = 4;

/**
 * Writes a WAV that a microphone takes for a voice: harmonics that rise and fall like syllables, with a pause now and then.
 * Chromium's own fake microphone beeps for 20 ms, which is no speech to anybody who measures it.
 */
export function writeVoice(file) {
  const samples = RATE * SECONDS;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    const time = i / RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_A_SECOND * 0.5 * time)) ** 0.5;
    const phrase = time % 3 < 2.4 ? 1 : 0;
    const pitch = PITCH * (1 + 0.1 * Math.sin(2 * Math.PI * 0.7 * time));
    let voice = 0;
    for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      voice += Math.sin(2 * Math.PI * harmonic * pitch * time) / harmonic;
    }
    wav.writeInt16LE(Math.round(9000 * syllable * phrase * voice * 0.5), 44 + i * 2);
  }
  writeFileSync(file, wav);
}
