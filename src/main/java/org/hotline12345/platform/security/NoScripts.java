package org.hotline12345.platform.security;

import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.hotline12345.common.Refusal;

/** Scripts have no place in this product: no engine is offered, and models containing them are not accepted. */
class NoScripts extends AbstractBpmnParseListener implements ScriptEngineResolver {

    private static final List<String> SCRIPT_ELEMENTS = List.of("script", "scriptTask");

    @Override
    public void parseProcess(Element process, org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity definition) {
        refuseScripts(process);
    }

    @Override
    public void parseScriptTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refusal(element);
    }

    private static void refuseScripts(Element element) {
        for (Element child : element.elements()) {
            if (SCRIPT_ELEMENTS.contains(child.getTagName())) {
                throw refusal(element);
            }
            refuseScripts(child);
        }
    }

    private static Refusal refusal(Element element) {
        return Refusal.invalid("platform.scriptRefused", "模型中不允许使用脚本：" + element.attribute("id"));
    }

    @Override
    public void addScriptEngineFactory(javax.script.ScriptEngineFactory factory) {
        throw new UnsupportedOperationException("scripts are switched off");
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        return new ScriptEngineManager(ClassLoader.getPlatformClassLoader());
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
        throw Refusal.invalid("platform.scriptRefused", "系统不执行脚本：" + language);
    }
}
