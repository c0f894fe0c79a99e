export { type DemoOptions, type DemoReport, runDemo } from './demo/demo.ts';
export { homeDirectory } from './home/layout.ts';
export { type Connection, type LaunchOptions, type System, launch } from './launcher/launch.ts';
