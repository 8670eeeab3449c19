import { catalog } from '../i18n/catalog';

export const emojiWords = catalog(
  { title: '回应', faces: '表情', hands: '手势', hearts: '心意', food: '吃喝', home: '家与节日', nature: '自然', things: '事物' },
  { title: 'React', faces: 'Faces', hands: 'Hands', hearts: 'Hearts', food: 'Food', home: 'Home and holidays', nature: 'Nature', things: 'Things' },
);

/** A small set that people do use, by group. */
export const EMOJI = {
  faces: '😀 😄 😁 😂 🤣 🥹 😊 😇 🙂 😉 😌 😍 🥰 😘 😋 😜 🤪 🤗 🤭 🤫 🤔 🫡 😐 😑 🙄 😏 😴 🤤 😷 🤒 🥱 😎 🤓 🧐 😕 😟 😮 😲 😳 🥺 😢 😭 😤 😡 🤯 😱 😅 😓 🫠 🤡 💩 👻',
  hands: '👍 👎 👌 ✌️ 🤞 🤝 🙏 👏 🙌 🫶 💪 👋 ✋ 👊 ✊ 🤙 👈 👉 👆 👇 ☝️ 🫰 🤏 🙋 🙇 🤷 🤦 🙆 🙅',
  hearts: '❤️ 🧡 💛 💚 💙 💜 🤎 🖤 🤍 💔 💕 💞 💖 💘 💯 💢 💤 ✨ 💫 ⭐ 🌟',
  food: '🍲 🔥 🥢 🍜 🍚 🥟 🍢 🍡 🥘 🍖 🍗 🥩 🦐 🦀 🐟 🥬 🌶️ 🍄 🍅 🧄 🍉 🍊 🍎 🍓 🍑 🍰 🎂 🍫 🍦 🍵 🧋 ☕ 🍺 🍻 🍷 🥂',
  home: '🏠 🪵 🕯️ 🏮 🧧 🎉 🎊 🎁 🎈 🎆 🎇 🧨 🥮 🎄 🐉 🐍 🐎 🛋️ 📺 🎬 🎮 🎲 🀄 🎵 🎤',
  nature: '☀️ 🌤️ ⛅ 🌧️ ⛈️ ❄️ 🌈 🌙 🌸 🌹 🌻 🍀 🍁 🌳 🐶 🐱 🐼 🐯 🐰 🦊 🐻 🐷 🐮 🐔 🐧 🦉 🐢 🐳 🦋 🐝',
  things: '✅ ❌ ❓ ❗ ⏰ 📌 📎 📝 📚 💡 🔍 🔔 💰 💳 🚗 🚄 ✈️ 🏃 ⚽ 🏀 🏸 🎯 🏆 🥇 🛠️ 💻 📱 🤖 🆗 🆒 👀 🧠',
} as const;
