/** The colours of tags, marks and cards (impreuna/ui/assets/_settings.scss). */
export type Tone = "grey" | "blue" | "green" | "amber" | "red" | "purple";
