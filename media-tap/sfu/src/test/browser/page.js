// Runs in the page: one call of the unmodified livekit-client, and what the checks want to know of it.
"use strict";

const L = LivekitClient;

const call = {
  room: null,
  events: [],
  received: [],

  async connect(url, token, options = {}) {
    const room = new L.Room({ adaptiveStream: false, dynacast: true, ...options });
    this.room = room;
    this.events = [];
    this.received = [];
    const begun = performance.now();
    for (const name of Object.values(L.RoomEvent)) {
      room.on(name, (...values) => this.events.push({ name, at: Math.round(performance.now() - begun), values: values.map(brief) }));
    }
    room.on(L.RoomEvent.TrackSubscribed, (track) => document.body.append(track.attach()));
    room.on(L.RoomEvent.DataReceived, (bytes, from, kind, topic) =>
      this.received.push({ what: "data", text: new TextDecoder().decode(bytes), from: from?.identity, kind, topic }));
    room.on(L.RoomEvent.ChatMessage, (message, from) =>
      this.received.push({ what: "chat", text: message.message, from: from?.identity }));
    room.registerTextStreamHandler("lk.transcription", async (reader, from) =>
      this.received.push({ what: "text", text: await reader.readAll(), from: from.identity, attributes: reader.info.attributes }));
    room.registerByteStreamHandler("file", async (reader, from) => {
      const parts = await reader.readAll();
      this.received.push({ what: "file", name: reader.info.name, size: parts.reduce((sum, part) => sum + part.length, 0), from: from.identity });
    });
    room.registerRpcMethod("echo", async (request) => `${request.callerIdentity}:${request.payload}`);
    await room.connect(url, token);
    return {
      milliseconds: Math.round(performance.now() - begun),
      sid: room.localParticipant.sid,
      mode: room.engine.pcManager.mode,
      others: [...room.remoteParticipants.values()].map((one) => ({ identity: one.identity, tracks: one.trackPublications.size })),
    };
  },

  /** Tries to join and tells how it was refused. */
  async refusal(url, token, options = {}) {
    try {
      await new L.Room(options).connect(url, token);
      return { connected: true };
    } catch (error) {
      return { name: error.name, reason: L.ConnectionErrorReason[error.reason], status: error.status, message: error.message };
    }
  },

  remote(identity) {
    return this.room.remoteParticipants.get(identity);
  },

  publication(identity, source) {
    return this.remote(identity)?.getTrackPublication(source);
  },

  /** What arrives of a track, in the browser's own counts. */
  async inbound(identity, source) {
    const track = this.publication(identity, source)?.track;
    if (!track) return null;
    for (const entry of (await track.getRTCStatsReport()).values()) {
      if (entry.type === "inbound-rtp") {
        return {
          packets: entry.packetsReceived,
          lost: entry.packetsLost,
          decoded: entry.framesDecoded,
          width: entry.frameWidth,
          height: entry.frameHeight,
          energy: entry.totalAudioEnergy,
          freezes: entry.freezeCount,
          repaired: entry.retransmittedPacketsReceived,
        };
      }
    }
    return null;
  },

  /** What is sent of each layer of the own camera. */
  async layers() {
    const sender = this.room.localParticipant.getTrackPublication("camera").track.sender;
    const sent = [];
    for (const entry of (await sender.getStats()).values()) {
      if (entry.type === "outbound-rtp") sent.push({ rid: entry.rid, width: entry.frameWidth, frames: entry.framesEncoded ?? 0 });
    }
    return { sent, encodings: sender.getParameters().encodings.map(({ rid, active }) => ({ rid, active })) };
  },

  /** In which formats an own track may be sent, the one in use first, and how large its packets are. */
  async sending(source) {
    const sender = this.room.localParticipant.getTrackPublication(source).track.sender;
    const own = [...(await sender.getStats()).values()].find((entry) => entry.type === "outbound-rtp");
    return { codec: sender.getParameters().codecs[0]?.mimeType, octets: own.bytesSent / own.packetsSent };
  },

  /** Shares a screen that shows a running number; headless browsers have no real one. Gives the track's id. */
  async shareScreen(width, height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const paint = canvas.getContext("2d");
    paint.font = "96px sans-serif";
    let number = 0;
    const painting = setInterval(() => {
      paint.fillStyle = "white";
      paint.fillRect(0, 0, width, height);
      paint.fillStyle = "black";
      paint.fillText(String(number++), 100, 200);
    }, 100);
    const [track] = canvas.captureStream(10).getVideoTracks();
    const publication = await this.room.localParticipant.publishTrack(track, { source: L.Track.Source.ScreenShare });
    this.stopScreen = async () => {
      clearInterval(painting);
      await this.room.localParticipant.unpublishTrack(track);
    };
    return publication.trackSid;
  },

  saw(name, ...values) {
    return this.events.some((event) => event.name === name && values.every((value) => event.values.includes(value)));
  },
};

function brief(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(brief).join();
  return value.identity ?? value.trackSid ?? value.sid ?? value.kind ?? "object";
}
