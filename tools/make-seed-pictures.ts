import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Draws the demo's pictures: simple landscapes, the same bytes for the same library. `node tools/make-seed-pictures.ts` */
type Scene = {
  readonly file: string;
  readonly sky: readonly [string, string];
  readonly ground: readonly [string, string];
  readonly sun?: { readonly x: number; readonly y: number; readonly r: number; readonly colour: string };
  readonly hills: readonly { readonly y: number; readonly height: number; readonly colour: string }[];
  readonly drawn: string;
};

const WIDTH = 1280;
const HEIGHT = 800;
const HORIZON = 480;

const SCENES: readonly Scene[] = [
  {
    file: 'song-han/mua-lu.jpg',
    sky: ['#4a5a6a', '#9aa8b0'],
    ground: ['#6c7f86', '#3d4c54'],
    hills: [{ y: HORIZON, height: 90, colour: '#55646c' }],
    drawn: rain() + boats(3, '#2b353b'),
  },
  {
    file: 'song-han/le-hoi-den.jpg',
    sky: ['#1b2145', '#5b3b6e'],
    ground: ['#2a2a55', '#12142c'],
    sun: { x: 1000, y: 150, r: 52, colour: '#f7ecd0' },
    hills: [{ y: HORIZON, height: 70, colour: '#20224a' }],
    drawn: lanterns(),
  },
  {
    file: 'song-han/san-ho.jpg',
    sky: ['#7fd3e0', '#2b9cb8'],
    ground: ['#1f7f9e', '#0d4c68'],
    hills: [{ y: 700, height: 120, colour: '#d9b48a' }],
    drawn: coral(),
  },
  {
    file: 'song-han/dua-thuyen.jpg',
    sky: ['#ffd9a0', '#fff3d9'],
    ground: ['#5fb0b5', '#2b7f8c'],
    sun: { x: 260, y: 200, r: 70, colour: '#ff9f5a' },
    hills: [
      { y: HORIZON, height: 150, colour: '#8fae8b' },
      { y: HORIZON, height: 70, colour: '#6d9474' },
    ],
    drawn: boats(4, '#b23a2e'),
  },
  {
    file: 'lu-jiang/lundu.jpg',
    sky: ['#bfe3f5', '#f4fbff'],
    ground: ['#5a9dc4', '#2f6c99'],
    sun: { x: 1010, y: 160, r: 60, colour: '#fff1b8' },
    hills: [{ y: HORIZON, height: 110, colour: '#8fb3c2' }],
    drawn: ferry(),
  },
  {
    file: 'lu-jiang/chashan.jpg',
    sky: ['#e9efe6', '#cfdccb'],
    ground: ['#7fae6a', '#48793f'],
    hills: [
      { y: 380, height: 200, colour: '#b7cbb0' },
      { y: 440, height: 160, colour: '#97b78b' },
      { y: HORIZON, height: 120, colour: '#7ea46f' },
    ],
    drawn: teaRows(),
  },
  {
    file: 'lu-jiang/haicao.jpg',
    sky: ['#c8efe4', '#6cc7b7'],
    ground: ['#3fa394', '#12564f'],
    hills: [{ y: 740, height: 60, colour: '#c9b98f' }],
    drawn: seagrass(),
  },
  {
    file: 'lu-jiang/gangkou.jpg',
    sky: ['#101b33', '#3a4c73'],
    ground: ['#22304f', '#0c1326'],
    sun: { x: 220, y: 140, r: 40, colour: '#e8ecf5' },
    hills: [{ y: HORIZON, height: 60, colour: '#1a2643' }],
    drawn: harbour(),
  },
];

const LARGEST_BYTES = 40 * 1024;

async function draw(scene: Scene): Promise<void> {
  const path = join(import.meta.dirname, '../seeds', scene.file);
  await mkdir(dirname(path), { recursive: true });
  const { size } = await sharp(Buffer.from(svgOf(scene)))
    .jpeg({ quality: 60, mozjpeg: true })
    .toFile(path);
  if (size > LARGEST_BYTES) throw new Error(`${scene.file} has ${size} bytes; ${LARGEST_BYTES} are allowed`);
  console.log(`${scene.file} ${size}`);
}

function svgOf({ sky, ground, sun, hills, drawn }: Scene): string {
  const gradient = (id: string, [top, bottom]: readonly [string, string]) =>
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs>${gradient('sky', sky)}${gradient('ground', ground)}</defs>
<rect width="${WIDTH}" height="${HORIZON}" fill="url(#sky)"/>
${sun ? `<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${sun.colour}"/>` : ''}
<rect y="${HORIZON}" width="${WIDTH}" height="${HEIGHT - HORIZON}" fill="url(#ground)"/>
${hills.map(({ y, height, colour }, index) => hill(y, height, colour, index)).join('')}${drawn}</svg>`;
}

function hill(y: number, height: number, colour: string, index: number): string {
  const shift = index * 170;
  return `<path fill="${colour}" d="M-200 ${y} Q ${120 + shift} ${y - height * 2} ${430 + shift} ${y} Q ${760 + shift} ${y - height * 1.6} ${1100 + shift} ${y} Q 1350 ${y - height} 1600 ${y} V ${Math.min(HEIGHT, y + 60)} H -200 Z"/>`;
}

function each(count: number, shape: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => shape(at)).join('');
}

function rain(): string {
  return each(60, (at) => {
    const x = (at * 197) % WIDTH;
    const y = (at * 89) % HORIZON;
    return `<line x1="${x}" y1="${y}" x2="${x - 14}" y2="${y + 44}" stroke="#d5dee2" stroke-width="2" opacity="0.5"/>`;
  });
}

function boats(count: number, colour: string): string {
  return each(count, (at) => {
    const x = 140 + at * 270;
    const y = 560 + (at % 2) * 80;
    return `<path fill="${colour}" d="M${x} ${y} h170 q-20 34 -85 34 t-85 -34 z"/><rect x="${x + 80}" y="${y - 60}" width="6" height="60" fill="${colour}"/>`;
  });
}

function lanterns(): string {
  return each(42, (at) => {
    const x = 40 + ((at * 211) % 1200);
    const y = 520 + ((at * 97) % 250);
    const r = 7 + (at % 4) * 3;
    return `<circle cx="${x}" cy="${y}" r="${r * 2.2}" fill="#ffb347" opacity="0.25"/><circle cx="${x}" cy="${y}" r="${r}" fill="#ffd27a"/>`;
  });
}

function coral(): string {
  return each(9, (at) => {
    const x = 90 + at * 135;
    const colour = ['#f28f79', '#f5c26b', '#e36f9c'][at % 3] ?? '#f28f79';
    return `<path stroke="${colour}" stroke-width="18" stroke-linecap="round" fill="none" d="M${x} 700 v-120 m0 40 l-40 -50 m40 10 l44 -60"/>`;
  });
}

function ferry(): string {
  return `<path fill="#f6f7f2" d="M380 560 h520 l-40 70 h-440 z"/><rect x="450" y="490" width="380" height="70" fill="#ffffff"/><rect x="560" y="440" width="160" height="50" fill="#dfe7ea"/>${each(
    9,
    (at) => `<rect x="${470 + at * 40}" y="508" width="24" height="24" fill="#6fa4c0"/>`,
  )}`;
}

function teaRows(): string {
  return each(
    8,
    (at) =>
      `<path stroke="#3a6a35" stroke-width="${12 + at * 3}" fill="none" d="M-20 ${520 + at * 36} q 330 -40 660 0 t 680 0"/>`,
  );
}

function seagrass(): string {
  return each(46, (at) => {
    const x = 20 + at * 27;
    const lean = (at % 5) * 8 - 16;
    return `<path stroke="#1f7a4d" stroke-width="8" stroke-linecap="round" fill="none" d="M${x} 790 q ${lean} -110 ${lean * 2} -${170 + (at % 4) * 30}"/>`;
  });
}

function harbour(): string {
  const stacks = each(20, (at) => {
    const colour = ['#b5533c', '#3c7a8f', '#c79a3f', '#4e6b52'][at % 4] ?? '#b5533c';
    return `<rect x="${150 + (at % 10) * 96}" y="${520 - Math.floor(at / 10) * 46}" width="90" height="42" fill="${colour}"/>`;
  });
  const lamps = each(
    6,
    (at) =>
      `<circle cx="${120 + at * 210}" cy="330" r="34" fill="#ffe3a3" opacity="0.25"/><circle cx="${120 + at * 210}" cy="330" r="9" fill="#ffe9bd"/><rect x="${117 + at * 210}" y="338" width="6" height="190" fill="#0a1122"/>`,
  );
  return stacks + lamps;
}

for (const scene of SCENES) await draw(scene);
