import { catalog } from '../i18n/catalog';

export const composerWords = catalog(
  {
    plus: '更多可以发的',
    attach: '添加图片或文件',
    remove: (name: string) => `去掉 ${name}`,
    record: '录一段语音',
    recording: '正在录音',
    sendVoice: '发送语音',
    cancelVoice: '不要了',
    noMicrophone: '用不了麦克风。需要 https 或本机地址，并允许使用麦克风',
    tooShort: '太短了，按一下开始，再按一下发送',
  },
  {
    plus: 'More to put in',
    attach: 'Add pictures or files',
    remove: (name: string) => `Remove ${name}`,
    record: 'Record a voice message',
    recording: 'Recording',
    sendVoice: 'Send the voice message',
    cancelVoice: 'Discard it',
    noMicrophone: 'The microphone is not available. It needs https or this machine’s own address, and your permission',
    tooShort: 'Too short: press once to begin, again to send',
  },
);
