import { communications, number } from '../numbers.ts';
import { strings } from '../strings.ts';

/** Every word of the lanes. */
export const lanesStrings = {
  label: 'Communications in lanes, one for each participant',
  role: 'lanes',
  help: 'Left and right arrow go to the communication before and after, up and down to another lane, Home and End to the first and last. Shift with left and right, Page Up and Page Down move through time; plus and minus zoom, 0 shows all. Enter shows details. The button Show as Table shows the same as a table.',
  tools: 'Lanes',
  zoomIn: 'Zoom In (+)',
  zoomOut: 'Zoom Out (−)',
  fit: 'Show All (0)',
  compress: 'Compress Silences',
  compressMeaning: 'Silences of more than an hour are drawn short',
  showTable: 'Show as Table',
  communications,
  cluster: (count: number) => `${communications(count)}. Click to zoom in.`,
  column: (count: number, failed: number) =>
    failed === 0 ? communications(count) : `${communications(count)}, ${number.format(failed)} failed`,
  laneCount: (count: number) => `${communications(count)} written`,
  estimated: 'length estimated',
  waited: (time: string) => `answered after ${time}`,
  silence: (time: string) => `${time} of silence`,
  to: (names: string) => `to ${names}`,
  nobody: 'nobody',
  noText: strings.noText,
  tableCaption: (range: string, shown: number, total: number) =>
    shown === total
      ? `${range}: ${communications(total)}`
      : `${range}: the first ${number.format(shown)} of ${communications(total)}. Zoom in to see the others.`,
  time: 'Time',
  who: 'Author',
  toWhom: 'Recipients',
  channel: 'Channel',
  status: 'Delivery',
  text: 'Text',
  showDetails: 'Show Details',
  legend: 'What marks mean',
  arrived: 'arrived',
  underWay: 'under way',
  failed: 'failed',
  waiting: 'waited for an answer',
  nothingHere: 'Nothing was said in this stretch',
  nothing: 'Nothing with a date to show here.',
};
