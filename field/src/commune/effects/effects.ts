// By kind of command: how the rows will look once the server has carried it out. A kind that is not here shows nothing.

import type { Effect } from "./effect.ts";
import { recordAssessment } from "./assessment.ts";
import * as cases from "./cases.ts";
import { settleConflict } from "./corrections.ts";
import { decideFindings } from "./decisions.ts";
import * as people from "./people.ts";
import * as work from "./work.ts";

export const EFFECTS: Readonly<Record<string, Effect>> = {
  RegisterHousehold: people.registerHousehold,
  AddPerson: people.addPerson,
  CorrectHousehold: people.correctHousehold,
  CorrectPerson: people.correctPerson,
  RecordCnp: people.recordCnp,
  EndMembership: people.endMembership,
  RecordDeath: people.recordDeath,
  RecordAssessment: recordAssessment,
  DecideFindings: decideFindings,
  SettleConflict: settleConflict,
  WriteNote: work.writeNote,
  PlanVisit: work.planVisit,
  CallOffVisit: work.callOffVisit,
  RecordVisit: work.recordVisit,
  RecordService: work.recordService,
  AttachFile: work.attachFile,
  RegisterNotice: cases.registerNotice,
  RecordEmergency: cases.keep,
  RecordInitialEvaluation: cases.keep,
  InformClient: cases.keep,
  RecordSpecialistReport: cases.keep,
  RecordCaseVisit: cases.keep,
  NoteReference: cases.keep,
  NoteContact: cases.keep,
  SignEntry: cases.keep,
  TellChild: cases.keep,
  CheckService: cases.keep,
  ReportProblem: cases.keep,
  RespondToProblem: cases.keep,
  DiscussInMeeting: cases.keep,
  RecordAdmission: cases.keep,
  FinishTask: cases.finishTask,
};
