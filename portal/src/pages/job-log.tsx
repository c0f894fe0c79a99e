import { useEffect, useRef, useState } from 'react';

import type { LogRecord } from '../api/follow.ts';
import { Card, Empty } from '../ui/page.tsx';
import { clockText } from '../ui/time.ts';
import { mostRecords } from './use-job.ts';

const levels = ['Output', 'Warning', 'Error', 'Verbose', 'Debug', 'Progress', 'Information'] as const;

/** What a job says, as it says it. New lines are read out politely, and keep to the end unless somebody scrolled away from it. */
export function Log({
  records,
  live,
  waiting,
}: {
  readonly records: readonly LogRecord[];
  readonly live: boolean;
  readonly waiting: boolean;
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set(['Verbose', 'Debug', 'Progress']));
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const present = levels.filter((level) => records.some(({ streamType }) => streamType === level));
  const wanted = text.toLowerCase();
  const shown = records.filter(
    (record) =>
      !hidden.has(record.streamType) && (wanted === '' || record.text.toLowerCase().includes(wanted)),
  );
  useEffect(() => {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [shown.length]);
  const toggle = (level: string): void => {
    const next = new Set(hidden);
    if (!next.delete(level)) next.add(level);
    setHidden(next);
  };
  return (
    <Card
      title="Output"
      className="log-card"
      aside={
        <div className="log-tools">
          {present.map((level) => (
            <button
              key={level}
              type="button"
              className="chip"
              aria-pressed={!hidden.has(level)}
              onClick={() => toggle(level)}
            >
              {level}
            </button>
          ))}
          <input
            type="search"
            aria-label="Find in the output"
            placeholder="Find"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <span className={live ? 'live on' : 'live'}>{live ? 'live' : 'ended'}</span>
        </div>
      }
    >
      {records.length === 0 ? (
        <Empty>
          {waiting ? 'It has not begun yet.' : live ? 'It has said nothing yet.' : 'It said nothing.'}
        </Empty>
      ) : (
        <div
          ref={box}
          className="log"
          role="log"
          aria-label="Output"
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            atEnd.current = scrollTop + clientHeight > scrollHeight - 24;
          }}
        >
          {records.length >= mostRecords && <p className="muted">Earlier lines are not shown.</p>}
          {shown.map(({ key, streamType, text: line, time }) => (
            <div key={key} className={`line ${streamType.toLowerCase()}`}>
              <time dateTime={time}>{clockText(Date.parse(time))}</time>
              {streamType !== 'Output' && <b>{streamType}</b>}
              <span>{line}</span>
            </div>
          ))}
          {shown.length === 0 && <p className="muted">No line of the chosen kinds is like that.</p>}
        </div>
      )}
    </Card>
  );
}
