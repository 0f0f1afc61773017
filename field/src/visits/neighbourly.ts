// What was found, as one neighbour would say it to another. Only what a family's copy may show has words here: nothing
// of protection, of violence, of illnesses (see family-copy.ts). Codes are those of lists/vulnerabilities.

import { t } from "../i18n/i18n.ts";
import type { PersonRow } from "../kernel/types.ts";

const HOUSEHOLD: Readonly<Record<string, string>> = {
  "LO-01": /* t */ "Familia nu are unde locui.",
  "LO-02": /* t */ "Locuința nu este făcută pentru a sta oameni în ea.",
  "LO-03": /* t */ "Lipsesc actele casei sau familia ar putea fi scoasă din ea.",
  "LO-04": /* t */ "Casa este prea mică pentru câți oameni stau în ea.",
  "LO-05": /* t */ "Casa este umedă, rece sau greu de ținut curată.",
  "LO-06": /* t */ "Casa nu este sigură: pereții, curentul sau coșul au nevoie de reparații.",
  "LO-07": /* t */ "Casa nu are curent electric cu contract.",
  "LO-08": /* t */ "Nu este apă bună de băut aproape.",
  "LO-09": /* t */ "Casa nu are baie sau toaletă bună.",
  "LO-10": /* t */ "Casa nu are încălzire sau încălzirea nu este sigură.",
  "LO-11": /* t */ "Apa murdară și gunoiul nu au unde fi strânse.",
  "LO-12": /* t */ "Nu este loc pentru mâncare, somn sau teme.",
  "LO-13": /* t */ "Casa este greu de folosit pentru cine are nevoie de ajutor.",
  "OC-01": /* t */ "Părinții nu au de lucru.",
  "PS-01": /* t */ "Familia este singură, fără cineva care să o ajute.",
  "PS-02": /* t */ "Familia nu prea ia parte la viața satului.",
  "PS-03": /* t */ "Familia a fost refuzată sau tratată altfel decât ceilalți.",
  "PS-04": /* t */ "Familia nu știe toate ajutoarele la care are dreptul.",
  "PS-05": /* t */ "Se ajunge greu la medic, la școală sau la primărie.",
  "PS-10": /* t */ "Un părinte crește singur copiii.",
  "VR-01": /* t */ "În casă nu intră niciun ban și niciun ajutor.",
  "VR-03": /* t */ "Banii nu ajung pentru strictul necesar.",
  "VR-04": /* t */ "Banii sunt puțini și familia nu primește ajutoare.",
  "VR-05": /* t */ "Venitul minim de incluziune s-a oprit sau s-a micșorat.",
  "VR-06": /* t */ "Familia trăiește mai mult din ajutoare.",
  "VR-08": /* t */ "Nu este destulă mâncare.",
  "VR-09": /* t */ "Lipsesc hainele, încălțămintea sau rechizitele.",
  "VR-10": /* t */ "Familia are datorii sau facturi neplătite.",
  "VR-02": /* t */ "Copiii cresc cu prea puțini bani în casă.",
};

const PERSON: Readonly<Record<string, string>> = {
  "ED-01": /* t */ "nu este înscris(ă) la grădiniță",
  "ED-02": /* t */ "nu a fost înscris(ă) niciodată la școală",
  "ED-03": /* t */ "nu mai merge la școală",
  "ED-04": /* t */ "lipsește mult de la școală",
  "ED-05": /* t */ "ar putea să lase școala",
  "ED-06": /* t */ "a repetat o clasă",
  "ED-07": /* t */ "învață greu",
  "ED-08": /* t */ "are nevoie de sprijin la învățat",
  "ED-10": /* t */ "ajunge greu la școală",
  "ED-11": /* t */ "are nevoie de ajutor la citit și scris",
  "ED-12": /* t */ "are puțină școală și poate învăța mai departe",
  "ED-13": /* t */ "nu s-a hotărât ce școală sau ce meserie să aleagă",
  "ID-01": /* t */ "nu are nașterea înregistrată",
  "ID-02": /* t */ "nu are certificat de naștere",
  "ID-03": /* t */ "nu are buletin bun",
  "ID-04": /* t */ "nu are domiciliu trecut în acte",
  "ID-05": /* t */ "nu are acte de cetățenie sau de ședere",
  "OC-02": /* t */ "nu are de lucru și nu este înscris(ă) la agenția de ocupare",
  "OC-03": /* t */ "nu are de lucru de mult timp",
  "OC-04": /* t */ "nici nu învață, nici nu lucrează",
  "OC-05": /* t */ "lucrează fără contract",
  "OC-06": /* t */ "nu are o meserie cu acte",
  "OC-07": /* t */ "nu poate lucra pentru că îngrijește pe cineva",
  "OC-08": /* t */ "trebuie să se înscrie la agenția de ocupare ca să primească venitul minim",
  "PS-06": /* t */ "este în vârstă și locuiește singur(ă)",
  "PS-07": /* t */ "nu are rude care să-l (să o) ajute",
  "SA-01": /* t */ "nu are asigurare de sănătate",
  "SA-02": /* t */ "nu este înscris(ă) la medicul de familie",
  "SA-03": /* t */ "ajunge greu la medic",
  "SA-11": /* t */ "are nevoie de certificat de handicap",
  "SA-12": /* t */ "nu primește tot ce i se cuvine prin certificatul de handicap",
  "SA-13": /* t */ "are nevoie de cineva care să-l (să o) îngrijească",
  "SA-14": /* t */ "are nevoie de recuperare sau de un dispozitiv",
  "SA-25": /* t */ "are vaccinuri de făcut",
  "VR-07": /* t */ "are pensie mică",
};

/** The words for a vulnerability, of somebody of this sex; undefined where a family's copy says nothing of it. */
export function neighbourly(code: string, sex: PersonRow["sex"] = ""): string | undefined {
  if (code in HOUSEHOLD) return t(HOUSEHOLD[code]!);
  return code in PERSON ? `${inflected(t(PERSON[code]!), sex)}.` : undefined;
}

// "înscris(ă)", "să-l (să o)" where the sex is not known.
function inflected(words: string, sex: PersonRow["sex"]): string {
  if (sex === "") return words;
  return words.replaceAll("(ă)", sex === "F" ? "ă" : "").replaceAll("să-l (să o)", sex === "F" ? "să o" : "să-l");
}
