import { newClientMessageId } from '../protocol/ids';
import type { OutboxFile } from '../room/roomState';

export const VOICE_SECONDS_MAX = 300;
const WAVEFORM_VALUES = 64;
const LEVEL_MILLIS = 80;
/** What each browser can record; the first it knows. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** One voice message being spoken. */
export class Recording {
  private readonly chunks: Blob[] = [];
  private readonly levels: number[] = [];
  private readonly startedAt = performance.now();
  private readonly timer: ReturnType<typeof setInterval>;
  private stopped: Promise<OutboxFile> | null = null;

  static async start(onLevel: (seconds: number, levels: number[]) => void, onFull: () => void): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return new Recording(stream, onLevel, onFull);
  }

  private readonly recorder: MediaRecorder;
  private readonly context = new AudioContext();

  private constructor(
    private readonly stream: MediaStream,
    onLevel: (seconds: number, levels: number[]) => void,
    onFull: () => void,
  ) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
    this.recorder.ondataavailable = (event) => this.chunks.push(event.data);
    this.recorder.start(1_000);
    const analyser = this.context.createAnalyser();
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.levels.push(loudness(samples));
      onLevel(this.seconds(), this.levels);
      if (this.seconds() >= VOICE_SECONDS_MAX) onFull();
    }, LEVEL_MILLIS);
  }

  /** Ends the recording and lets go of the microphone; the second call gets the first's result. */
  stop(): Promise<OutboxFile> {
    this.stopped ??= this.finish();
    return this.stopped;
  }

  private seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  private async finish(): Promise<OutboxFile> {
    const seconds = this.seconds();
    clearInterval(this.timer);
    const ended = new Promise((resolve) => (this.recorder.onstop = resolve));
    this.recorder.stop();
    await ended;
    for (const track of this.stream.getTracks()) track.stop();
    await this.context.close();
    const type = this.recorder.mimeType.split(';')[0] ?? 'audio/webm';
    const extension = type.split('/')[1] ?? 'webm';
    return {
      id: newClientMessageId(),
      kind: 'voice',
      name: `voice.${extension}`,
      bytes: new Blob(this.chunks, { type }),
      seconds,
      waveform: squeeze(this.levels, WAVEFORM_VALUES),
      attachment: null,
    };
  }
}

/** 0 to 100, as an ear would put it rather than a meter. */
function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(100, Math.round(Math.sqrt(Math.sqrt(sum / samples.length)) * 140));
}

/** The loudest of each stretch, so that a shout is not averaged away. */
export function squeeze(levels: readonly number[], values: number): number[] {
  if (levels.length <= values) return [...levels];
  return Array.from({ length: values }, (_, index) => {
    const from = Math.floor((index * levels.length) / values);
    const to = Math.max(from + 1, Math.floor(((index + 1) * levels.length) / values));
    return Math.max(...levels.slice(from, to));
  });
}
