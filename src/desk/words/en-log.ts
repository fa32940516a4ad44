/** The transparency log, where something is wrong with it or between it and its witnesses. */
export const enLog = {
  log: {
    trouble: 'Transparency log: to clear up with partners',
    held: 'Readers see nothing of yours at the moment',
    heldHelp:
      'The database was put back from a backup. Until it is known again what was withdrawn since, the portal is closed and no story leaves for other systems. It opens by itself; “pactwire doctor” says what is missing.',
    stopped: {
      'log-broken': 'The transparency log stands still: what is stored is not what was signed',
      'log-rolled-back': 'The transparency log stands still: an older database was restored',
      'log-forked':
        'The transparency log stands still: a partner has cosigned another log that bears our signature',
    },
    stoppedHelp:
      'Withdrawals go out to partners all the same, but nothing more is signed into the log. Whoever runs the node should run “pactwire doctor”.',
    declines: 'does not cosign our log',
    contradicts: 'its log contradicts itself',
    contradictsHelp:
      'This partner signed two versions of its past. Ask it why; “pactwire log conflicts” shows the proof, and whoever has it need not take our word.',
    unproven: 'has signed a log that is not shown to continue what we cosigned',
    unprovenHelp:
      'The proof that came with it does not hold. That alone says nothing against the partner, for anybody can send a wrong proof. Ask it; “pactwire log conflicts” shows both checkpoints, and its leaves tell.',
    why: {
      malformed: 'Its node did not understand the question. Compare the versions of both nodes.',
      signature: 'It knows our log by another key. Tell the partner the key that our withdrawal log shows.',
      'log-unknown':
        'Its node does not know our log: its people have to accept us as a partner, and its node has to reach ours.',
      size: 'It says that it has seen more of our log, and cannot show that. Ask whoever runs it.',
      inconsistent:
        'It says that our log does not continue what it saw, and cannot show that. Ask it for the checkpoint it holds.',
      unusable: 'It answered with something that is not its signature. Ask whoever runs it.',
      other: 'Its node gave another reason. It is asked again by itself, at the latest after a day.',
    },
  },
};
