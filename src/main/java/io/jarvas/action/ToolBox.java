package io.jarvas.action;

import io.jarvas.action.ActionOutcome.Failed;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.ActionOutcome.Malformed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tools that a model can ask for, by name. Safe to use from any thread.
public final class ToolBox {
    private static final Logger LOG = System.getLogger(ToolBox.class.getName());

    private final Map<String, Tool> tools;

    /// @throws IllegalStateException where two tools have the same name
    public ToolBox(Collection<? extends Tool> tools) {
        this.tools = tools.stream().collect(Collectors.toUnmodifiableMap(Tool::name, Function.identity()));
    }

    /// Does what is asked for, and waits until its outcome is known. Whatever goes wrong is an outcome.
    public ActionOutcome run(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Readable(Action action) -> run(action);
            case Proposal.Unreadable(String _, String detail) -> new Malformed(detail);
        };
    }

    private ActionOutcome run(Action action) {
        Tool tool = tools.get(action.tool());
        if (tool == null) {
            return failed(Reason.UNKNOWN, action.tool(), "no such tool");
        }
        try {
            return tool.run(action.arguments());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "tool failed: " + tool.name(), e);
            return failed(Reason.UNVERIFIED, tool.name(), e.getClass().getSimpleName());
        }
    }

    private static ActionOutcome failed(Reason reason, String subject, String detail) {
        return new Failed(List.of(new Failure(reason, subject, detail)), List.of());
    }
}
