import { ArrowUp, Check } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useApp, useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Chips } from '../conversation/Chips';
import { WhisperBar } from '../conversation/WhisperBar';
import { useWhispering } from '../conversation/useWhispering';
import { conversationWords } from '../conversation/words';
import { IconButton } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { newClientMessageId } from '../protocol/ids';
import { counterpart } from '../room/RoomHeader';
import type { OutboxFile, RoomState } from '../room/roomState';
import { askAgain, asksAnew } from '../turn/askAgain';
import { Above } from './Above';
import styles from './Composer.module.css';
import { draftOf, keepDraft } from './draft';
import { DraftFiles } from './DraftFiles';
import { MentionList } from './MentionList';
import { mentionsIn } from './mentions';
import { messageApi } from './messageApi';
import { PlusButton } from './PlusButton';
import { useRoomUi } from './roomUi';
import { Silenced } from './Silenced';
import { TypingLine } from './TypingLine';
import { useBlocks } from './useBlocks';
import { useDraftFiles } from './useDraftFiles';
import { maySpeak } from './useMessageActions';
import { useMentioning } from './useMentioning';
import { usePlus } from './usePlus';
import { useTyping } from './useTyping';
import { VoiceButton } from './VoiceButton';
import { messageWords } from './words';

export function Composer({ state }: { state: RoomState }) {
  useBlocks(state);
  if (!maySpeak(state)) return <Silenced state={state} />;
  return <OpenComposer state={state} />;
}

function OpenComposer({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const secret = useWords(conversationWords);
  const client = useClient();
  const room = state.room.id;
  const { ui, act } = useRoomUi();
  const me = useApp((app) => app.me?.account ?? 0);
  const limit = useApp((app) => app.server?.limits.bodyCharacters ?? 10_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => draftOf(room));
  const files = useDraftFiles();
  const mentioning = useMentioning(state, field, text, setText);
  const sayTyping = useTyping(room);
  const whispering = useWhispering(state);
  const listId = useId();
  const { editing, quoting } = ui;
  // Counted as the server does: by characters, not by UTF-16 units.
  const over = text.length > limit ? Array.from(text).length - limit : 0;
  const empty = text.trim() === '' && files.list.length === 0;

  useEffect(() => {
    if (editing === null) return;
    setText(editing.body);
    return () => setText(draftOf(room));
  }, [editing, room]);
  useEffect(() => {
    if (editing === null) keepDraft(room, text);
  }, [room, text, editing]);
  useLayoutEffect(() => grow(field.current), [text]);
  useReadyField(field);

  const send = (extra: OutboxFile[] = [], body = text.trim()) => {
    const attached = [...files.list, ...extra];
    if ((body === '' && attached.length === 0) || over > 0) return;
    const mentions = mentionsIn(body, state.members.values());
    if (editing !== null) return saveEdit(body);
    if (whispering.to !== null) {
      whispering.send(body, attached, (words, back) => {
        setText(words);
        files.restore(back);
      });
      setText('');
      files.clear();
      return keepDraft(room, '');
    }
    setText('');
    keepDraft(room, '');
    files.clear();
    act({ type: 'quote', message: null });
    client.store.dispatch({ type: 'room', room, action: { type: 'newLineSet', after: null } });
    if (state.past !== null) client.store.dispatch({ type: 'room', room, action: { type: 'returnedToLive' } });
    void client.outbox.add({
      clientMessageId: newClientMessageId(),
      account: me,
      room,
      body,
      quote: quoting?.seq ?? null,
      mentions,
      files: attached,
      createdAt: Date.now(),
      state: 'waiting',
      problem: null,
      seq: null,
    });
  };

  const saveEdit = (body: string) => {
    if (editing === null) return;
    const { seq, body: before } = editing;
    const again = asksAnew(state, editing);
    act({ type: 'edit', message: null });
    if (body === before) return;
    messageApi.edit(room, seq, body, mentionsIn(body, state.members.values())).then(
      () => (again === null ? undefined : askAgain(room, again, false)),
      (failure: unknown) => toast(explain(problemOf(failure).code), 'bad'),
    );
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, its keys are its own (Safari says so by 229 only).
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (mentioning.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && (event.ctrlKey || event.metaKey || !byFinger())) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && whispering.to !== null) {
      event.preventDefault();
      whispering.end();
    } else if (event.key === 'Escape' && (editing !== null || quoting !== null)) {
      event.preventDefault();
      act({ type: 'edit', message: null });
    } else if (event.key === 'ArrowUp' && text === '') {
      editLast(event);
    }
  };

  const editLast = (event: KeyboardEvent) => {
    const mine = state.live.messages.findLast(
      (message) => message.author === state.me.member && message.recalledBy === null && message.importedAs === null && message.brought === null,
    );
    if (mine === undefined) return;
    event.preventDefault();
    act({ type: 'edit', message: mine });
  };

  const plus = usePlus({ state, text, files, whispering, send: (body) => send([], body) });
  const other = counterpart(state);
  return (
    <div className={styles['composer']}>
      <TypingLine state={state} />
      {other?.kind === 'agent' && text === '' && <Chips state={state} agent={other} onPick={setText} />}
      <WhisperBar whispering={whispering} />
      <Above state={state} />
      <DraftFiles files={files} />
      {mentioning.list.length > 0 && <MentionList id={listId} members={mentioning.list} chosen={mentioning.chosen} onPick={mentioning.pick} />}
      <div className={styles['card']}>
        {editing === null && <PlusButton entries={plus} />}
        <textarea
          ref={field}
          data-composer
          rows={1}
          value={text}
          aria-label={words.composer}
          aria-controls={mentioning.list.length > 0 ? listId : undefined}
          aria-activedescendant={mentioning.list.length > 0 ? `${listId}-${mentioning.chosen}` : undefined}
          placeholder={whispering.to !== null ? secret.whisperTo(whispering.to.displayName) : other === null ? words.placeholder(state.room.name) : words.placeholderDirect(other.displayName)}
          enterKeyHint={byFinger() ? 'enter' : 'send'}
          onChange={(event) => {
            setText(event.target.value);
            mentioning.look(event.target);
            if (event.target.value !== '') sayTyping();
          }}
          onSelect={(event) => mentioning.look(event.currentTarget)}
          onBlur={mentioning.close}
          onKeyDown={onKeyDown}
          onPaste={files.onPaste}
        />
        {over > 0 && <span className={styles['over']}>{words.tooLong(over)}</span>}
        {empty && editing === null && whispering.to === null ? (
          <VoiceButton onRecorded={(file) => send([file])} />
        ) : (
          <IconButton look="primary" label={editing === null ? words.send : words.save} disabled={empty || over > 0} onPointerDown={(event) => event.preventDefault()} onClick={() => send()}>
            {editing === null ? <ArrowUp size={22} aria-hidden="true" /> : <Check size={22} aria-hidden="true" />}
          </IconButton>
        )}
      </div>
    </div>
  );
}

/** On a desktop one writes at once: the field has the focus, and takes it back when a letter is typed elsewhere. */
function useReadyField(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (byFinger()) return;
    field.current?.focus({ preventScroll: true });
    const typed = (event: globalThis.KeyboardEvent) => {
      if (document.activeElement !== document.body || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      field.current?.focus({ preventScroll: true });
    };
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, [field]);
}

/** As high as the text, up to a third of the screen (the stylesheet's limit). */
function grow(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

function byFinger(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
