import { useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { messageApi } from '../message/messageApi';
import { reportWords } from '../message/reportWords';
import { memberName, nameOf, oneLine } from '../message/text';
import type { Report } from '../protocol/doors';
import { keepApi } from './keepApi';
import styles from './ReportsSection.module.css';
import type { RoomState } from './roomState';

/** Messages that members have told the admins about; gone from the screen when there is none. */
export function ReportsSection({ state }: { state: RoomState }) {
  const words = useWords(reportWords);
  const room = state.room.id;
  const [all, setAll] = useState<Report[]>([]);
  useEffect(() => {
    keepApi.reports(room).then(setAll, () => undefined);
  }, [room, state.reported]);
  const settle = async (report: Report, work: Promise<unknown>) => {
    try {
      await work;
      setAll((before) => before.filter((other) => other.message.seq !== report.message.seq));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (all.length === 0) return null;
  return (
    <Section title={words.reported}>
      <ul className={stack['stack']}>
        {all.map((report) => (
          <li key={report.message.seq} className={styles['report']}>
            <small>
              {nameOf(state, report.message)} · {dayAndClock(report.message.at)}
            </small>
            <p className={styles['line']}>{oneLine(report.message)}</p>
            <ul className={styles['voices']}>
              {report.voices.map((voice) => (
                <li key={voice.member}>{words.voice(memberName(state, voice.member), voice.reason)}</li>
              ))}
            </ul>
            <div className={stack['row']}>
              <Link className={styles['look']} to={{ screen: 'room', room, message: report.message.seq }}>
                {words.look}
              </Link>
              <Button size="small" onClick={() => void settle(report, keepApi.dismissReport(room, report.message.seq))}>
                {words.dismiss}
              </Button>
              <Button size="small" look="danger" onClick={() => void settle(report, messageApi.recall(room, report.message.seq))}>
                {words.recall}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
