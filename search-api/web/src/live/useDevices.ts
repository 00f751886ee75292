import { useEffect, useState } from 'react';
import { deviceTrouble, devicesAllowed, type DeviceTrouble } from './deviceTrouble';

export interface Devices {
  /** Undefined while the browser asks or the microphone does not open. */
  stream?: MediaStream;
  microphone?: DeviceTrouble;
  camera?: DeviceTrouble;
}

async function openOne(kind: 'audio' | 'video'): Promise<MediaStreamTrack | DeviceTrouble> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: true });
    return stream.getTracks()[0] ?? 'absent';
  } catch (failure) {
    return deviceTrouble(failure);
  }
}

async function openBoth(): Promise<Devices> {
  if (!devicesAllowed()) return { microphone: 'insecure', camera: 'insecure' };
  try {
    // Together first: the browser asks its user once.
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }) };
  } catch {
    const [audio, video] = [await openOne('audio'), await openOne('video')];
    const tracks = [audio, video].filter((track) => typeof track !== 'string');
    return {
      ...(tracks.length ? { stream: new MediaStream(tracks) } : {}),
      ...(typeof audio === 'string' ? { microphone: audio } : {}),
      ...(typeof video === 'string' ? { camera: video } : {}),
    };
  }
}

function close(devices: Devices | undefined): void {
  devices?.stream?.getTracks().forEach((track) => track.stop());
}

/** Opens microphone and camera for as long as the component is there; `attempt` counts the tries. */
export function useDevices(attempt: number): Devices | undefined {
  const [devices, setDevices] = useState<Devices>();
  useEffect(() => {
    let gone = false;
    let opened: Devices | undefined;
    void openBoth().then((result) => {
      opened = result;
      if (gone) close(result);
      else setDevices(result);
    });
    return () => {
      gone = true;
      close(opened);
      setDevices(undefined);
    };
  }, [attempt]);
  return devices;
}
