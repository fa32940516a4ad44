import type { ReactNode } from 'react';

/** Two newsrooms and the link between them: nodes without a map, for no map suits the law on both sides. */
export function PairDrawing({ ours, theirs }: { readonly ours: string; readonly theirs: string }): ReactNode {
  return (
    <svg viewBox="0 0 360 92" className="pair-drawing" role="img" aria-label={`${ours} – ${theirs}`}>
      <path d="M78 45 C 140 10, 220 10, 282 45" fill="none" strokeWidth="1.6" strokeDasharray="4 5" />
      <circle cx="60" cy="45" r="18" strokeWidth="2" />
      <circle cx="300" cy="45" r="18" strokeWidth="2" />
      <circle className="pulse" r="5" />
      <text x="4" y="86">
        {ours}
      </text>
      <text x="356" y="86" textAnchor="end">
        {theirs}
      </text>
    </svg>
  );
}
